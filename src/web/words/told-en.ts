/** The short page for whoever was told, saw it or found it. */
export const toldEn = {
  title: "Pass it on in a few minutes",
  lead: "A few questions on one page. Leave open what you don’t know; you do not need to find out more. You get a code of your own for answers to you.",
  all: "I would rather answer every question",
  rules: {
    manager:
      "From here others take over. Do not ask around, do not speak to the person named, and do not tell your own manager. Go on being there for whoever told you.",
    public: "Leave it where it is if you can, and take a photo first. You can add it in a moment.",
    outside: "Before we rely on this, we ask your organisation back on a number we find ourselves.",
  },
}

/** The same in any language. */
export type ToldWords = typeof toldEn
