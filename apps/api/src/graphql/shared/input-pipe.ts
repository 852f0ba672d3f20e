import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { withoutInput } from '../errors/field-path.js';
import { invalid } from '../errors/refused-error.js';

/**
 * Validates the arguments of a query or a mutation, and passes them on unchanged. The first problem is told, with the
 * member that it is about.
 */
export class InputPipe implements PipeTransform {
  async transform(value: unknown, { type, metatype, data }: ArgumentMetadata): Promise<unknown> {
    // The context of an operation passes here too.
    if (type !== 'body') return value;
    checkText(value, data ?? '');
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !metatype) return value;
    if (metatype === Object || metatype === Array) return value;
    const instance: unknown = plainToInstance(metatype, value);
    const problems = await validate(instance as object, { forbidUnknownValues: false });
    const first = firstProblem(problems, data ?? '');
    if (first) throw invalid(withoutInput(first.field), first.problem);
    return value;
  }
}

/** Text that neither the ledger nor its database can hold. @throws {RefusedError} VALIDATION_FAILED */
function checkText(value: unknown, field: string): void {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw invalid(withoutInput(field), 'the text has a lone surrogate');
    if (value.includes('\0')) throw invalid(withoutInput(field), 'the text has a NUL');
  } else if (Array.isArray(value)) {
    value.forEach((member, index) => checkText(member, `${field}.${index}`));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) checkText(member, `${field}.${name}`);
  }
}

function firstProblem(
  problems: readonly ValidationError[],
  at: string,
): { readonly field: string; readonly problem: string } | null {
  for (const { property, constraints, children } of problems) {
    const field = at === '' ? property : `${at}.${property}`;
    const [problem] = Object.values(constraints ?? {});
    if (problem !== undefined) return { field, problem };
    const below = firstProblem(children ?? [], field);
    if (below) return below;
  }
  return null;
}
