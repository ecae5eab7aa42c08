/** The start compartment's extra power after lockdown: reads the stack that `errorTaming: 'safe'` hides from everyone else. */
declare function getStackString(error: Error): string
