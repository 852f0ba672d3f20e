import { daysTyped } from './days-typed.js';

it('reads the days of a filter, and says which field holds none', () => {
  expect(daysTyped({ from: '4 juin 2024', to: ' ' })).toEqual({
    days: { from: '2024-06-04', to: undefined },
    wrong: [],
  });
  expect(daysTyped({ from: '31 juin 2024', to: '2024-06-05' })).toMatchObject({ wrong: ['from'] });
});
