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
            <One channel={channel} />
            <div class="acts">
              {at > 0 ? (
                <Small word={words.up} channel={channel} act={() => order(at, -1)} />
              ) : null}
              {at < own.length - 1 ? (
                <Small word={words.down} channel={channel} act={() => order(at, 1)} />
              ) : null}
              <Small word={words.remove} channel={channel} act={() => setRemoving(channel)} />
            </div>
          </li>
        ))}
      </ol>
      <AddChannel />
      {removing ? <Remove channel={removing} onClose={() => setRemoving(null)} /> : null}
    </section>
  )
}

function One({ channel }: { readonly channel: ChannelView }) {
  const { me: words } = say()
  return (
    <div class="stack tight">
      <p>
        <b>{words.kinds[channel.channel]}</b>{" "}
        {channel.channel === "push" ? null : <bdi dir="ltr">{channel.address}</bdi>}{" "}
        <State channel={channel} />
      </p>
      <TestChannel channel={channel} />
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

type SmallProps = { word: string; channel: ChannelView; act: () => unknown }
function Small({ word, channel, act }: SmallProps) {
  const { me: words } = say()
  const name = `${words.kinds[channel.channel]} ${channel.channel === "push" ? "" : channel.address}`
  return (
    <Button kind="bare" label={`${word}: ${name.trim()}`} onPress={() => void act()}>
      {word}
    </Button>
  )
}

type RemoveProps = { readonly channel: ChannelView; readonly onClose: () => void }
function Remove({ channel, onClose }: RemoveProps) {
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
    <Dialog title={`${words.removeTitle}: ${words.kinds[channel.channel]}`} onClose={onClose}>
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
