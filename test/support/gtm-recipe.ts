/**
 * Owns what Google Tag Manager makes of a container's custom-event triggers and data layer variables: its data model (objects merge, the last
 * word wins) and the conditions that docs/gtm-container.json uses. Leaves to others: tags, which the recipe does not have.
 */
interface Parameter {
  readonly key: string;
  readonly value: string;
}

interface Condition {
  readonly type: string;
  readonly parameter: readonly Parameter[];
}

interface Named {
  readonly name: string;
  readonly type: string;
}

export interface Recipe {
  readonly exportFormatVersion: number;
  readonly containerVersion: {
    readonly trigger: readonly (Named & {
      readonly triggerId: string;
      readonly customEventFilter: readonly Condition[];
      readonly filter?: readonly Condition[];
    })[];
    readonly variable: readonly (Named & { readonly variableId: string; readonly parameter: readonly Parameter[] })[];
  };
}

type Plain = Record<string, unknown>;

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function merge(into: Plain, from: Plain): void {
  for (const [key, value] of Object.entries(from)) {
    const old = into[key];
    if (isPlain(value) && isPlain(old)) merge(old, value);
    else into[key] = isPlain(value) ? { ...value } : value;
  }
}

const valueOf = (parameters: readonly Parameter[], key: string): string | undefined =>
  parameters.find((item) => item.key === key)?.value;

/** A text with the values of `{{…}}` in it. */
function resolve(text: string, { containerVersion }: Recipe, model: Plain): string {
  return text.replace(/\{\{(.*?)\}\}/g, (_, name: string) => {
    if (name === '_event') return String(model['event']);
    const variable = containerVersion.variable.find((item) => item.name === name);
    if (variable?.type !== 'v') throw new Error(`the recipe has no data layer variable "${name}"`);
    const path = valueOf(variable.parameter, 'name')!.split('.');
    const found = path.reduce<unknown>((at, key) => (isPlain(at) ? at[key] : undefined), model);
    if (isPlain(found)) throw new Error(`"${name}" is an object`);
    return found === undefined ? valueOf(variable.parameter, 'defaultValue')! : JSON.stringify(found);
  });
}

function holds({ type, parameter }: Condition, recipe: Recipe, model: Plain): boolean {
  const [left, right] = ['arg0', 'arg1'].map((key) => resolve(valueOf(parameter, key)!, recipe, model));
  if (type === 'EQUALS') return left === right;
  if (type === 'MATCH_REGEX') return new RegExp(right!).test(left!);
  throw new Error(`the recipe uses the condition ${type}`);
}

/** Names of the triggers that fire, by event, in the order of the data layer. */
export function firing(recipe: Recipe, dataLayer: readonly Plain[]): (readonly [event: string, triggers: string[]])[] {
  const model: Plain = {};
  const events: (readonly [string, string[]])[] = [];
  for (const message of dataLayer) {
    merge(model, message);
    if (typeof message['event'] !== 'string') continue;
    const fired = recipe.containerVersion.trigger.filter(({ customEventFilter, filter = [] }) =>
      [...customEventFilter, ...filter].every((condition) => holds(condition, recipe, model)),
    );
    events.push([message['event'], fired.map(({ name }) => name)]);
  }
  return events;
}
