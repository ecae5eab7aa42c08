/** The top-level folders that hold code; who may import whom is a rule of .dependency-cruiser.js. */
const rooms = [
  'app',
  'authoring',
  'components',
  'contracts',
  'course',
  'demo',
  'grader',
  'grader-process',
  'i18n',
  'prisma',
  'rig',
  'runner',
  'scripts',
  'server',
  'store',
]

/** Where unit tests stand beside their files. */
export const testedRooms = [...rooms, 'lessons', 'messages']
/** Whose imports are looked at. */
export const boundaryRooms = [...rooms, 'exercises', 'tests']
