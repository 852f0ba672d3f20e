/**
 * The queries of the README's tour, one a tab.
 *
 * @param {string} commandId a new UUID, for the command that the tour records
 */
export function tourTabs(commandId) {
  return [
    {
      query: `# Paste a token above, then run (Ctrl-Enter).
# Who had signed the Northeast corridor MOU on 28 January 2025?
query SignedBy28January {
  agreement(id: "corridor-ne", asOf: { validOn: "2025-01-28" }) {
    title(lang: "en")
    status { status certainty inForce }
    parties {
      organization { organizationId name }
      certainty
      since { edtf basis }
    }
  }
}
`,
    },
    {
      query: `# Who only intended to on 16 April 2025, and since when does the ledger know?
query IntentsOf16April {
  openIntents(agreementId: "corridor-ne", asOf: { validOn: "2025-04-16" }) {
    totalCount
    nodes {
      organization { organizationId name }
      declared { edtf }
      knownSince
    }
  }
}
`,
    },
    {
      query: `# The same day, as the ledger knew it that evening: nobody had told it yet.
query IntentsAsKnownThatEvening {
  openIntents(
    agreementId: "corridor-ne"
    asOf: { validOn: "2025-04-16", knownAt: "2025-04-16T23:59:59-04:00" }
  ) {
    totalCount
    asOf { validOn knownAt position }
  }
}
`,
    },
    {
      query: `# Was AMQ – Mont-Blanc in force on 4 and 5 June 2024?
query LastDayInForce {
  lastDay: agreementStatus(id: "amq-mbi", asOf: { validOn: "2024-06-04" }) {
    status certainty inForce
  }
  dayAfter: agreementStatus(id: "amq-mbi", asOf: { validOn: "2024-06-05" }) {
    status certainty inForce
    since { edtf }
    decidedBy { type recordedAt }
  }
}
`,
    },
    {
      query: `# Record one more signature. The token must be the secretariat's.
mutation OneMoreSignature($input: RecordSignatureInput!) {
  recordSignature(input: $input) {
    position
    repeated
    warnings { rule message { en } }
    events { id type revision }
    agreement { parties { organization { name } since { edtf } } }
  }
}
`,
      variables: JSON.stringify(
        {
          input: {
            commandId,
            agreementId: 'corridor-ne',
            organizationId: 'cmc',
            occurredOn: { edtf: '2025-05-02' },
            evidence: [{ sourceId: 's1' }],
          },
        },
        null,
        2,
      ),
    },
    {
      query: `# Its event, and its place in the history.
query ItsPlaceInTheHistory {
  agreement(id: "corridor-ne") {
    history(first: 200) {
      totalCount
      nodes { revision type recordedAt recordedBy occurred { edtf } data hash previousHash }
    }
  }
}
`,
    },
  ];
}
