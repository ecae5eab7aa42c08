/** One file messages/<locale>/<namespace>.json each; tests/messages.test.ts holds this list against the folder. */
export const namespaces = [
  'account',
  'admin',
  'axes',
  'classes',
  'common',
  'course',
  'errors',
  'expectations',
  'figures',
  'home',
  'lesson',
  'me',
  'nav',
  'problems',
  'verdict',
  'workbench',
] as const
