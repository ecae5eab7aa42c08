import { makeSharedEvents } from './shared-events.ts'

/** A share in the page's one stream of /api/events. */
export const openEvents = makeSharedEvents(() => new EventSource('/api/events'))
