import type { ToldWords } from "./told-en.ts"

/** 给被告知者、目击者或发现者的简短页面。 */
export const toldZh = {
  title: "几分钟就能转达",
  lead: "只有一页问题。不知道的可以空着，不需要再去打听。您会得到自己的查询码，用来看给您的回复。",
  all: "我想逐个回答全部问题",
  rules: {
    manager:
      "接下来由专人处理。请不要四处打听，不要去找被提到的人，也不要告诉您自己的上级。请继续陪伴和支持告诉您的人。",
    public: "如果可以，请让它留在原处，并先拍张照片，稍后就能添加。",
    outside: "在采信之前，我们会用自己查到的号码向贵机构核实。",
  },
} satisfies ToldWords
