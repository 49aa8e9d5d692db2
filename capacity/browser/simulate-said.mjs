// Faults as people write them: the same words as capacity/simulate/spoken.py.

const FORMS = {
  zone_lost: ({ target }) => `zone ${target} lost`,
  instances_lost: ({ target, amount }) => `${target} loses ${brief(amount)}`,
  slow: ({ target, amount }) => `${target} slow x${brief(amount)}`,
  cold: ({ target }) => `${target} cold`,
  delay: ({ target, amount }) => `${target} delay ${brief(amount)} s`,
  loss: ({ target, amount }) => `${target} loss ${percent(amount)}`,
  full: ({ target }) => `${target} full`,
  hot: ({ target, amount }) => `${target} hot ${percent(amount)}`,
  spike: ({ target, amount }) => `${target === 'all' ? '' : `${target} `}spike x${brief(amount)}`,
};

/** A number without digits that say nothing, as Python's "g" has it. */
export const brief = (value) => String(Number(value.toPrecision(6)));

const percent = (share) => `${(share * 100).toFixed(3)}%`.replace(/\.?0+%$/, '%').replace('%', ' %');

/** What happens: "db slow x3". */
export const what = (fault) => FORMS[fault.kind](fault);

/** The fault as one writes it: "db slow x3 at 20 s for 10 s". */
export function said(fault) {
  const lasts = fault.seconds === null ? '' : ` for ${brief(fault.seconds)} s`;
  return `${what(fault)} at ${brief(fault.at)} s${lasts}`;
}
