/** Sets queued and leased pages so that what has not left does not leave, and what is under way is not tried again. */
export const withdrawn = `state = case state when 'queued' then 'cancelled' else state end,
      due_at = case state when 'queued' then due_at else 'infinity' end`
