const TWO = (number: number) => String(number).padStart(2, '0');
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A number as CloudWatch writes it into texts: `50.0`, `0.0666851903306472`. */
export function toDouble(number: number): string {
  return Number.isInteger(number) ? `${number}.0` : String(number);
}

/** The timestamp of an alarm's state: `2019-10-02T17:04:40.989+0000`. */
export function toStateTime(millis: number): string {
  return new Date(millis).toISOString().replace('Z', '+0000');
}

/** A data point's time within a reason: `02/10/19 16:59:00` (day first). */
export function toReasonTime(millis: number): string {
  const time = new Date(millis);
  const day = [TWO(time.getUTCDate()), TWO(time.getUTCMonth() + 1), TWO(time.getUTCFullYear() % 100)].join('/');
  return `${day} ${time.toISOString().slice(11, 19)}`;
}

/** The time of a child's change within a composite alarm's reason: `Friday 22 July, 2022 15:57:45 UTC`. */
export function toLongTime(millis: number): string {
  const time = new Date(millis);
  const day = `${WEEKDAYS[time.getUTCDay()]} ${TWO(time.getUTCDate())} ${MONTHS[time.getUTCMonth()]}, ${time.getUTCFullYear()}`;
  return `${day} ${time.toISOString().slice(11, 19)} UTC`;
}
