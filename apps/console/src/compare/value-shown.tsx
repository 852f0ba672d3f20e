import { isDay } from '@entente/domain';
import type { ReactNode } from 'react';
import type { Fact } from '../days/dated-fact.js';
import { DayShown, FactDay } from '../showing/day.js';
import { TextIn } from '../showing/text-in.js';
import { showDuration } from '../days/show-duration.js';
import { useLanguage, useWords } from '../words/index.js';
import { compare as words } from '../words/fr/compare.js';
import { terms } from '../words/fr/terms.js';
import './words.js';

type Terms = typeof terms;

/** Whose words an enumeration has, by the member that holds it. */
const WORDS: Readonly<Record<string, keyof Terms>> = {
  status: 'status',
  possible: 'status',
  certainty: 'certainty',
  inForce: 'yesNo',
  binding: 'yesNo',
  role: 'role',
  capacity: 'capacity',
  state: 'intentState',
  kind: 'termKind',
  basis: 'basis',
};

/** A value of an answer, in words: a day as one, a term as the field says it, an organisation by its name. */
export function ValueShown({
  member,
  value,
  names,
}: {
  readonly member: string;
  readonly value: unknown;
  readonly names: ReadonlyMap<string, string>;
}): ReactNode {
  const { t } = useWords(['compare', 'terms', 'showing']);
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
    return <span className="quiet">{t('nothing')}</span>;
  if (typeof value === 'boolean') return t(value ? 'showing:yes' : 'showing:no');
  if (typeof value === 'string') return <TextShown member={member} text={value} names={names} />;
  if (isFact(value))
    return (
      <>
        <FactDay fact={value} /> {value.basis && <small>{t(`terms:basis.${value.basis}`)}</small>}
      </>
    );
  if (isTexts(value)) return <TextIn texts={value} />;
  if (Array.isArray(value))
    return (
      <ul className="plain">
        {value.map((one: unknown, index) => (
          <li key={index}>
            <ValueShown member={member} value={one} names={names} />
          </li>
        ))}
      </ul>
    );
  if (typeof value === 'object' && 'texts' in value)
    return <ValueShown member={member} value={value.texts} names={names} />;
  return <code>{JSON.stringify(value)}</code>;
}

function TextShown({
  member,
  text,
  names,
}: {
  readonly member: string;
  readonly text: string;
  readonly names: ReadonlyMap<string, string>;
}) {
  const { t } = useWords(['terms', 'compare']);
  const language = useLanguage();
  const group = WORDS[member];
  if (group !== undefined && text in terms[group]) return <>{t(`${group}.${text}` as 'status.IN_FORCE')}</>;
  if (isDay(text)) return <DayShown day={text} />;
  if (member === 'duration') return <>{showDuration(text, language)}</>;
  const code: string = text;
  if (Object.hasOwn(words.codes, code)) return <>{t(`compare:codes.${code}` as 'compare:codes.UNKNOWN')}</>;
  return <>{names.get(text) ?? text}</>;
}

function isFact(value: unknown): value is Fact & { readonly basis?: keyof Terms['basis'] } {
  return typeof value === 'object' && value !== null && 'edtf' in value && 'point' in value;
}

function isTexts(value: unknown): value is readonly { readonly text: string; readonly lang: string }[] {
  return (
    Array.isArray(value) &&
    value.every((one: unknown) => typeof one === 'object' && one !== null && 'text' in one && 'lang' in one)
  );
}
