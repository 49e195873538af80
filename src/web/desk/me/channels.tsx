import { useState } from "preact/hooks"
import { useAct } from "#web/desk/act.ts"
import { say } from "#web/desk/set-up/say.ts"
import { words as deskWords } from "#web/desk/say.ts"
import { del, put, Refused } from "#web/lib/api.ts"
import { now } from "#web/lib/clock.ts"
import { dayOf } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import type { ChannelView, Me } from "#wire/session.ts"
import { moved } from "#web/desk/paths/edit.ts"
import { AddChannel } from "./add-channel.tsx"
import { called, kindOf, shownAddress } from "./called.ts"
import { MessageLanguage } from "./message-language.tsx"
import { useOwnPush } from "./push.ts"
import { refreshMe } from "./refresh.ts"
import { TestChannel } from "./test-channel.tsx"

const testLasts = 30 * 24 * 60 * 60_000

/** Whether a channel has answered a test lately enough to be counted on. */
export function isTested({ testedAt, dead }: ChannelView, at: number): boolean {
  return !dead && testedAt !== null && at - testedAt < testLasts
}

/** How a person is rung: each channel with its test, in the order in which they stand. */
export function Channels({ person }: { readonly person: Me }) {
  const { me: words } = say()
  const [removing, setRemoving] = useState<ChannelView | null>(null)
  const act = useAct()
  const here = useOwnPush(person.channels.length)
  const own = person.channels.toSorted((one, other) => one.position - other.position)
  const order = (at: number, by: -1 | 1) =>
    act.run(async () => {
      await put("/channels/order", { ids: moved(own, at, by).map(({ id }) => id) })
      await refreshMe()
    })
  return (
    <section class="stack" aria-labelledby="channels">
      <h2 id="channels">{words.channels}</h2>
      <p class="second">{words.channelsWhy}</p>
      {own.length === 0 ? <p class="empty">{words.noChannels}</p> : null}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <ol class="channels">
        {own.map((channel, at) => (
          <li key={channel.id}>
            <One channel={channel} here={here} />
            <div class="acts">
              {at > 0 ? (
                <Small word={words.up} name={called(channel, here)} act={() => order(at, -1)} />
              ) : null}
              {at < own.length - 1 ? (
                <Small word={words.down} name={called(channel, here)} act={() => order(at, 1)} />
              ) : null}
              <Small
                word={words.remove}
                name={called(channel, here)}
                act={() => setRemoving(channel)}
              />
            </div>
          </li>
        ))}
      </ol>
      <AddChannel />
      <MessageLanguage person={person} />
      {removing ? (
        <Remove
          channel={removing}
          kind={kindOf(removing, here)}
          onClose={() => setRemoving(null)}
        />
      ) : null}
    </section>
  )
}

type OneProps = { readonly channel: ChannelView; readonly here: string | null }
function One({ channel, here }: OneProps) {
  return (
    <div class="stack tight">
      <p>
        <b>{kindOf(channel, here)}</b> <bdi dir="ltr">{shownAddress(channel)}</bdi>{" "}
        <State channel={channel} />
      </p>
      <TestChannel channel={channel} name={called(channel, here)} />
    </div>
  )
}

function State({ channel }: { readonly channel: ChannelView }) {
  const { me: words } = say()
  if (channel.dead) {
    return (
      <span class="due" data-s="late">
        {words.dead}
      </span>
    )
  }
  if (channel.testedAt === null) {
    return (
      <span class="due" data-s="soon">
        {words.untested}
      </span>
    )
  }
  const good = isTested(channel, now.value)
  return (
    <span class="due" data-s={good ? "kept" : "soon"}>
      {good ? fill(words.tested, { date: dayOf(channel.testedAt) }) : words.old}
    </span>
  )
}

type SmallProps = { word: string; name: string; act: () => unknown }
function Small({ word, name, act }: SmallProps) {
  return (
    <Button kind="bare" label={`${word}: ${name}`} onPress={() => void act()}>
      {word}
    </Button>
  )
}

type RemoveProps = {
  readonly channel: ChannelView
  readonly kind: string
  readonly onClose: () => void
}
function Remove({ channel, kind, onClose }: RemoveProps) {
  const { me: words } = say()
  const [stays, setStays] = useState(false)
  const act = useAct()
  const remove = async () => {
    const done = await act.run(async () => {
      try {
        await del(`/channels/${channel.id}`)
      } catch (why) {
        if (!(why instanceof Refused && why.problem === "channel-untested")) throw why
        setStays(true)
        return
      }
      await refreshMe()
      onClose()
    })
    return done
  }
  return (
    <Dialog title={`${words.removeTitle}: ${kind}`} onClose={onClose}>
      <p>{words.removeWhy}</p>
      {stays ? <Banner alert>{words.removeLast}</Banner> : null}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <div class="acts">
        <Button onPress={() => void remove()}>{words.remove}</Button>
        <Button kind="quiet" onPress={onClose}>
          {deskWords().cancel}
        </Button>
      </div>
    </Dialog>
  )
}
