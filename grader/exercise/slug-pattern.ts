/** Names of exercises, samples and lessons: they stand in addresses and in paths. */
export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
