/** The part of the untyped `edtf` package that specifications use as an oracle: bounds in milliseconds, in UTC. */
declare module 'edtf' {
  export default function edtf(text: string): { readonly min: number; readonly max: number };
}
