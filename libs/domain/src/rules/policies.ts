import { POLICY_CODES, type PolicyCode } from './codes.js';
import { refuse, type CommandInput, type Details, type Refusal } from './decision.js';
import { isBlank } from './text.js';

/**
 * The policies that a command ran into: refused unless the caller overrides the rule with a reason; those overridden are
 * kept, to be stored in the event.
 */
export class Policies {
  readonly overridden: PolicyCode[] = [];
  /** The policies that a rehearsal went past, to see what stands behind them. */
  readonly passed: Refusal[] = [];

  /** @param rehearsed whether a policy that the caller does not override is noted in place of a refusal */
  constructor(
    private readonly input: CommandInput,
    private readonly rehearsed = false,
  ) {}

  /** Null when the caller overrides the rule, else the refusal to answer. */
  check(code: PolicyCode, field: string | null, details: Details = {}): Refusal | null {
    if (this.input.overrides?.some((override) => override.rule === code)) {
      this.overridden.push(code);
      return null;
    }
    const refusal = { refused: true, code, strength: 'POLICY', field, details } as const;
    if (!this.rehearsed) return refusal;
    this.passed.push(refusal);
    return null;
  }
}

/** Refuses overrides of rules that cannot be overridden, and overrides without a reason. */
export function checkOverrides(input: CommandInput): Refusal | null {
  for (const [index, override] of (input.overrides ?? []).entries()) {
    if (isBlank(override.rule))
      return refuse('VALIDATION_FAILED', `overrides.${index}.rule`, { problem: 'TEXT_BLANK' });
    if (!POLICY_CODES.some((code) => code === override.rule))
      return refuse('OVERRIDE_NOT_ALLOWED', `overrides.${index}.rule`, { rule: override.rule });
    if (isBlank(override.reason)) return refuse('REASON_REQUIRED', `overrides.${index}.reason`);
  }
  return null;
}
