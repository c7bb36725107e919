/** Owns one thing that valibot does not see: a list where an object belongs passes for an object without keys, so `"about": []` would be right. */
import { type ConfigFinding, pathText } from './config-finding.ts';

/** The parts of a schema that are walked here. */
interface SchemaNode {
  readonly type: string;
  readonly wrapped?: SchemaNode;
  readonly item?: SchemaNode;
  readonly entries?: Readonly<Record<string, SchemaNode>>;
  readonly pipe?: readonly SchemaNode[];
}

type Key = string | number;

export function listsForObjects(value: unknown, schema: unknown): ConfigFinding[] {
  const findings: ConfigFinding[] = [];
  const walk = (part: unknown, node: SchemaNode | undefined, keys: readonly Key[]): void => {
    if (!node) return;
    if (node.wrapped) walk(part, node.wrapped, keys);
    else if (node.type === 'strict_object' || node.type === 'record') {
      if (!Array.isArray(part)) {
        if (typeof part === 'object' && part !== null)
          for (const [key, inner] of Object.entries(part)) walk(inner, node.entries?.[key], [...keys, key]);
      } else if (keys.length)
        findings.push({
          path: pathText(keys),
          code: 'wrong-type',
          message: 'has the wrong type; write an object in { }',
        });
    } else if (node.type === 'array' && Array.isArray(part))
      part.forEach((inner: unknown, i) => walk(inner, node.item, [...keys, i]));
  };
  walk(value, schema as SchemaNode, []);
  return findings;
}
