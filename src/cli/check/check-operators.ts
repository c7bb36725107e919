/** Owns what is said of the operators: who they are, where they can be reached, and which service is whose (R09, R18, W09). */
import type { OperatorConfig, SiteConfig } from '../../core/config.ts';
import { hasCheckDigit } from '../../core/check-digit.ts';
import { type CheckFinding, finding } from './check-finding.ts';

export function checkOperators(config: SiteConfig): CheckFinding[] {
  return [...config.operators.flatMap(checkOperator), ...checkShares(config)];
}

function checkOperator(operator: OperatorConfig, i: number): CheckFinding[] {
  const at = `operators[${i}]`;
  const name = operator.name.ru;
  const findings: CheckFinding[] = [];
  if (operator.bin === undefined) findings.push(finding('bin-missing', at, `${name} has no BIN`));
  else if (!hasCheckDigit(operator.bin))
    findings.push(finding('bin-check-digit', `${at}.bin`, `${operator.bin} is no BIN: its check digit does not fit`));
  if (!operator.address) findings.push(finding('address-missing', at, `${name} has no address`));
  if (!operator.email && !operator.phone)
    findings.push(finding('contact-missing', at, `${name} has neither e-mail nor phone`));
  if (!operator.withdrawal?.length)
    findings.push(finding('withdrawal-missing', at, `${name} names no way to withdraw beside this widget`));
  return findings;
}

/** Several operators on one host. */
function checkShares({ operators, services }: SiteConfig): CheckFinding[] {
  if (operators.length < 2) return [];
  const findings: CheckFinding[] = [];
  services.forEach((service, i) => {
    if (service.operator === undefined)
      findings.push(
        finding('operator-unnamed', `services[${i}]`, `"${service.id ?? service.vendor}" does not say whose it is`),
      );
  });
  operators.forEach((operator, i) => {
    if (i > 0 && !services.some((service) => service.operator !== undefined && service.operator === operator.id))
      findings.push(finding('operator-idle', `operators[${i}]`, `${operator.name.ru} answers for no service`));
    if (i > 0 && !operator.policy)
      findings.push(
        finding('operator-policy-shared', `operators[${i}]`, `${operator.name.ru} has no policy of its own`),
      );
  });
  return findings;
}
