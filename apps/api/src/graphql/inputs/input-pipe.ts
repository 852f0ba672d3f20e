import type { Problem } from '@entente/domain';
import type { ArgumentMetadata, PipeTransform, Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { withoutInput } from '../errors/field-path.js';
import { invalid, type RefusedError } from '../errors/refused-error.js';
import { ruleNamed, type Rule } from './input-field.js';

/**
 * Validates the arguments of a query or a mutation, and passes them on unchanged. The first problem is reported, with the
 * member that it is about.
 */
export class InputPipe implements PipeTransform {
  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    // The parent and the context of a field pass here too, a hundred times a list: they are not worth a promise.
    return metadata.type === 'body' ? this.validated(value, metadata) : value;
  }

  private async validated(value: unknown, { metatype, data }: ArgumentMetadata): Promise<unknown> {
    checkText(value, data ?? '');
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !metatype) return value;
    if (metatype === Object || metatype === Array) return value;
    for (const refusal of await problemsOf(value, metatype, data ?? '')) throw refusal;
    return value;
  }
}

/** All that the rules of an input's class say against a value of its form. */
export async function problemsOf(
  value: object,
  inputClass: Type<unknown>,
  at = '',
): Promise<readonly RefusedError[]> {
  const instance = plainToInstance(inputClass, value) as object;
  const broken = await validate(instance, { forbidUnknownValues: false });
  return [...problemsBelow(broken, at)].map(({ field, problem, sent }) =>
    invalid(withoutInput(field), problem, sent),
  );
}

/** Text that neither the ledger nor its database can hold. @throws {RefusedError} VALIDATION_FAILED */
export function checkText(value: unknown, field: string): void {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw invalid(withoutInput(field), { problem: 'LONE_SURROGATE' });
    if (value.includes('\0')) throw invalid(withoutInput(field), { problem: 'NUL_IN_TEXT' });
  } else if (Array.isArray(value)) {
    value.forEach((member, index) => checkText(member, `${field}.${index}`));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) checkText(member, `${field}.${name}`);
  }
}

function* problemsBelow(
  broken: readonly ValidationError[],
  at: string,
): Generator<{ readonly field: string; readonly problem: Problem; readonly sent: unknown }> {
  for (const { property, value, constraints, children } of broken) {
    const field = at === '' ? property : `${at}.${property}`;
    const [name] = Object.keys(constraints ?? {});
    if (name === undefined) {
      yield* problemsBelow(children ?? [], field);
      continue;
    }
    const rule = ruleNamed(name);
    const index = placeIn(value, rule);
    yield index === null
      ? { field, problem: rule.problem, sent: value }
      : { field: `${field}.${index}`, problem: rule.problem, sent: (value as readonly unknown[])[index] };
  }
}

/** Where in a list the first member is that breaks a rule for each; null where it is the value itself that does. */
function placeIn(value: unknown, { each, accepts }: Rule): number | null {
  const index = each && Array.isArray(value) ? value.findIndex((member) => !accepts(member)) : -1;
  return index < 0 ? null : index;
}
