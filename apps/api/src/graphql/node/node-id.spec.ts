import { nameDates, NODE_KINDS, readNodeId, writeNodeId } from './node-id.js';

const position = 'aec16a98-000000000000001f';

describe('a node id', () => {
  it.each([
    ['Agreement:corridor-ne', null, null],
    ['Agreement:corridor-ne@2024-06-05', '2024-06-05', null],
    [`Agreement:corridor-ne@2024-06-05@${position}`, '2024-06-05', position],
  ])('names the dates that are fixed, and reads back: %s', (text, validOn, at) => {
    expect(writeNodeId('Agreement', 'corridor-ne', nameDates(validOn, at))).toBe(text);
    const dates = validOn === null ? null : { validOn, ...(at !== null && { position: at }) };
    expect(readNodeId(text)).toEqual({ kind: 'Agreement', key: 'corridor-ne', dates });
  });

  it('has each kind once', () => {
    expect(NODE_KINDS.toSorted()).toEqual([...new Set(NODE_KINDS)].toSorted());
  });

  it('is there for every kind, its key in any case of letters', () => {
    for (const kind of NODE_KINDS)
      expect(readNodeId(`${kind}:A.b_c-1`)).toEqual({ kind, key: 'a.b_c-1', dates: null });
  });

  it.each([
    'corridor-ne',
    'Agreement:',
    'agreement:corridor-ne',
    'Treaty:corridor-ne',
    'Agreement:corridor ne',
    'Agreement:corridor-ne@',
    'Agreement:corridor-ne@2024-02-30',
    `Agreement:corridor-ne@${position}`,
    `Agreement:corridor-ne@2024-06-05@${position}@`,
    'Agreement:corridor-ne@2024-06-05@12',
    'Source:letter@2024-06-05',
    `Agreement:${'a'.repeat(101)}`,
    '',
  ])('is not this: %s', (text) => {
    expect(readNodeId(text)).toBeNull();
  });
});
