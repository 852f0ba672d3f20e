/** What falls on a day of the calendar, in words. */
export const CALENDAR_KINDS = {
  fr: {
    TERM_END: 'dernier jour',
    NOTICE_DEADLINE: 'échéance du préavis',
    TACIT_RENEWAL: 'reconduction tacite',
    WITHDRAWAL_EFFECT: 'effet d’un retrait',
    TERMINATION_EFFECT: 'effet d’une résiliation',
    SUSPENSION_END: 'fin de la suspension',
    REVIEW_DUE: 'examen à tenir',
    INTENT_EXPECTED: 'intention attendue',
    MANDATE_END: 'fin d’un mandat',
  },
  en: {
    TERM_END: 'last day',
    NOTICE_DEADLINE: 'notice deadline',
    TACIT_RENEWAL: 'tacit renewal',
    WITHDRAWAL_EFFECT: 'withdrawal takes effect',
    TERMINATION_EFFECT: 'termination takes effect',
    SUSPENSION_END: 'end of the suspension',
    REVIEW_DUE: 'review due',
    INTENT_EXPECTED: 'intent expected',
    MANDATE_END: 'end of a mandate',
  },
};
