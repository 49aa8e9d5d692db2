// Faults while they happen, and scaling that follows the load; capacity/simulate/faults.py says the same.

const TIE = 1e-9;

/** One fault, from its time to its end. */
export function* happen(world, fault) {
  const hit = world.places.filter((each) => concerns(world, fault, each));
  if (fault.kind === 'zone_lost' || fault.kind === 'instances_lost') {
    for (const place of hit) world.sim.at(world.sim.now, lose(world, place, fault));
    return;
  }
  const spiked = (each) => fault.kind === 'spike' && (fault.target === 'all' || fault.target === each.id);
  world.of.operations.forEach((each, number) => {
    if (spiked(each)) world.factors[number] *= fault.amount;
  });
  for (const place of hit) begin(place, fault);
  if (fault.seconds === null) return;
  yield fault.seconds;
  world.of.operations.forEach((each, number) => {
    if (spiked(each)) world.factors[number] /= fault.amount;
  });
  for (const place of hit) end(place, fault);
}

/** Whether a zone is the one that is lost, or lies in the region that is. */
const liesIn = ({ of }, zone, lost) => zone === lost || (Object.hasOwn(of.within, zone) && of.within[zone] === lost);

function concerns(world, fault, place) {
  if (fault.kind === 'zone_lost') return place.of.zones.some((each) => liesIn(world, each, fault.target));
  return fault.kind !== 'spike' && fault.target === place.of.id;
}

function begin(place, fault) {
  if (fault.kind === 'slow') place.slow *= fault.amount;
  else if (fault.kind === 'cold') place.fill = 0;
  else if (fault.kind === 'delay') place.delay += fault.amount;
  else if (fault.kind === 'loss') place.lossy = fault.amount;
  else if (fault.kind === 'full') place.full = true;
  else if (fault.kind === 'hot') place.hot = fault.amount;
}

function end(place, fault) {
  if (fault.kind === 'slow') place.slow /= fault.amount;
  else if (fault.kind === 'delay') place.delay -= fault.amount;
  else if (fault.kind === 'loss') place.lossy = 0;
  else if (fault.kind === 'full') place.full = false;
  else if (fault.kind === 'hot') place.hot = 0;
}

/** Instances go; after the failover time nobody asks them any more; later they come back. */
function* lose(world, place, fault) {
  let gone = [];
  place.alive.forEach((lives, number) => {
    if (lives && goes(world, place, number, fault)) gone.push(number);
  });
  if (fault.kind === 'instances_lost') gone = gone.slice(0, Math.trunc(fault.amount));
  const began = world.sim.now;
  place.lose(gone);
  place.blind += gone.length;
  if (gone.includes(place.leader)) place.noLeader = true;
  place.resize(world.sim);
  const lasts = fault.seconds;
  let blind = place.of.failover;
  if (lasts !== null && lasts < blind) blind = lasts;
  yield blind;
  place.blind -= gone.length;
  if (lasts === null || lasts > blind) elect(place);
  if (lasts === null) return;
  yield began + lasts - world.sim.now;
  for (const number of gone) place.alive[number] = true;
  elect(place);
  place.resize(world.sim);
}

function goes(world, place, number, fault) {
  if (fault.kind === 'instances_lost') return true;
  const { zones } = place.of;
  return liesIn(world, zones[number % zones.length], fault.target);
}

/** The first copy that lives leads, unless the old leader does. */
function elect(place) {
  if (!place.alive[place.leader]) {
    const first = place.alive.indexOf(true);
    if (first >= 0) place.leader = first;
  }
  place.noLeader = !place.alive[place.leader];
}

/** Looks at the busy servers ten times between decisions; more instances are there after a delay. */
export function* follow(world, place, scaling) {
  let coming = 0;
  while (world.sim.now < world.of.seconds) {
    let busy = 0;
    let servers = 0;
    for (let look = 0; look < 10; look += 1) {
      yield scaling.every / 10;
      for (const shard of place.shards) {
        busy += shard.station.busy;
        servers += shard.station.servers;
      }
    }
    const { living } = place;
    let wanted = servers ? roundedUp((living * busy) / (servers * scaling.target)) : living;
    wanted = Math.max(scaling.least, Math.min(scaling.most, wanted));
    if (wanted > living && wanted > coming) {
      coming = wanted;
      world.sim.at(world.sim.now + scaling.delay, grow(world, place, wanted));
    } else if (wanted < living && world.sim.now > scaling.delay) {
      coming = wanted;
      place.scale(world.sim, wanted);
    }
  }
}

function* grow(world, place, instances) {
  if (place.living < instances) place.scale(world.sim, instances);
}

function roundedUp(value) {
  const whole = Math.trunc(value);
  return value - whole <= TIE ? whole : whole + 1;
}
