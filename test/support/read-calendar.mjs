/** Reads a calendar from standard input as programs for calendars do, in the zone of `TZ`, and prints its events as JSON. */
import { text } from 'node:stream/consumers';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(await text(process.stdin)));
const events = calendar.getAllSubcomponents('vevent').map((component) => {
  const { uid, summary, description, startDate, endDate } = new ICAL.Event(component);
  return {
    uid,
    summary,
    description,
    first: startDate.toString(),
    end: endDate.toString(),
    // What a program shows that takes the day for one of its own zone.
    shown: startDate.toJSDate().toDateString(),
    isDay: startDate.isDate && endDate.isDate,
  };
});
process.stdout.write(JSON.stringify({ name: calendar.getFirstPropertyValue('x-wr-calname'), events }));
