/** The ways in which a person is reached, as the database lists them. `desk` is the open desk itself. */
export const channels = ["push", "voice", "sms", "email", "webhook", "desk"] as const
export type Channel = (typeof channels)[number]
