import { makeSignerKey } from '../notes/keys.js';
import { signNote } from '../notes/note.js';
import { checkpointIn } from './checkpoint.js';
import { receiptIn, receiptsOrigin, writeReceipt, type Receipt } from './receipt.js';

const ORIGIN = receiptsOrigin('entente/x');
const RECEIPT: Receipt = {
  origin: ORIGIN,
  sealedBy: '2026-11-29T03:00:00.000Z',
  leaves: [Buffer.alloc(32, 1), Buffer.alloc(32, 2)],
};
const signed = (text: string): string => signNote(text, [makeSignerKey(ORIGIN)]);

it('is read as it was written, and can be taken for no checkpoint', () => {
  const note = signed(writeReceipt(RECEIPT));
  expect(receiptIn(note)).toEqual(RECEIPT);
  expect(checkpointIn(note)).toBeNull();
});

it.each([
  ['no leaf', { ...RECEIPT, leaves: [] }],
  ['a leaf of another length', { ...RECEIPT, leaves: [Buffer.alloc(31)] }],
  ['a day for an instant', { ...RECEIPT, sealedBy: '2026-11-29' }],
])('is not read with %s', (_what, receipt) => {
  expect(receiptIn(signed(writeReceipt(receipt)))).toBeNull();
});

it('is not read from a checkpoint, nor from what nobody signed', () => {
  expect(receiptIn(signed(`${ORIGIN}\n3\n${Buffer.alloc(32).toString('base64')}\n`))).toBeNull();
  expect(receiptIn(writeReceipt(RECEIPT))).toBeNull();
});
