/** What the program says of itself. */
export const HELP = `entente-audit: verifies a log of Entente, or any log in the files of C2SP tlog-tiles. It asks no network.

  entente-audit verify <bundle> --policy <file> [--pins <file>] [--fresh <hours>] [--tsa <file>] [--raw]
  entente-audit verify-event <file.tlog-proof> <event.json> --policy <file>
  entente-audit receipt <receipt> <bundle> --policy <file> [--at <instant>]
  entente-audit consistency <checkpoint> <checkpoint> --policy <file> [--tiles <folder>]
  entente-audit erasures <bundle> --policy <file>      persons who were erased, and keys that are gone without it
  entente-audit replay <bundle> [<stream>] --policy <file> [--valid <day>] [--recorded <instant> | --size <n>]
                                                        what the log says on a day, as known then: agreement-corridor-ne
  entente-audit compare <bundle> --policy <file> [--answers <file>]
                                                        the rows, or answers, of the ledger against its log
  entente-audit question [--valid <day>] [--recorded <instant>] [--after <cursor>]
                                                        what to ask the ledger for --answers: the body of a POST to /graphql
  entente-audit tiles <checkpoint> [<folder>]          the files of the log below /log/ that the folder lacks, to be fetched
  entente-audit mirror <folder> <own folder> --policy <file>
                                                        your own copy of the log, which only ever goes on
  entente-audit diff <bundle> <bundle> --policy <file>  the first event in which two bundles of a log differ
  entente-audit pins <checkpoint> --policy <file>      a line for your file of pins
  entente-audit explain [<code>]                       what a finding means, français and English

  --policy   whom you trust (C2SP tlog-policy): yours, never the bundle's
  --pins     checkpoints that you noted before: what was signed then must still be so
  --at       when you received the bundle (2026-11-29T12:00:00Z): a receipt that is not kept by then is broken
  --fresh    the witnesses of the policy cosigned within this many hours (before --at, else before now)
  --tsa      certificates (PEM) of the authorities whose time stamps you trust (RFC 3161); each is verified
  --valid    the day of which is asked; today by default
  --recorded what was known at an instant (2026-11-29T12:00:00Z); --size: what the first events say
  --raw      the log is not of Entente: verify hashes and signatures alone
  --tiles    a bundle or a mirror with the hash tiles of the larger checkpoint's log
  --json     one JSON object with stable codes

Exit codes: 0 sound, 1 tampering, 2 nothing can be concluded, 3 wrong usage.`;
