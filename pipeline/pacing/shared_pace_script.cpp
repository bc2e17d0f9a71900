#include "pipeline/pacing/shared_pace_script.hpp"

#include <string_view>

namespace pixferry {
namespace {

constexpr std::string_view kSharedPace = R"lua(
local HOUR = 3600000
local rate_max, rate_known = tonumber(ARGV[2]), tonumber(ARGV[3])
local sent, units = tonumber(ARGV[4]), tonumber(ARGV[5])
local succeeded, refused, retry_after = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])

local function server_time()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
end
local clock = ARGV[1] ~= '' and tonumber(ARGV[1]) or server_time()

-- Times are milliseconds since `base`, small enough for the digits that cjson writes.
local function fresh()
  local state = { version = 1, base = math.floor(clock), schedule = math.floor(clock) % 1000000000,
                  free_from = 0, not_before = 0, cost_max = 1, success = true, tenths = {} }
  if rate_max > 0 then state.rate = rate_max end
  if rate_known > 0 then
    state.rate, state.increased, state.fast = rate_known, 0, true
  end
  return state
end

local function stored()
  local text = redis.pcall('GET', KEYS[1])
  if type(text) ~= 'string' then return fresh() end
  local is_json, state = pcall(cjson.decode, text)
  if not is_json or type(state) ~= 'table' or state.version ~= 1 then return fresh() end
  return state
end

local function run(s)
  local now = clock - s.base
  local tenth = math.floor(now / 100)
  assert(now >= 0 and now < 1000000 * HOUR)
  assert(s.free_from <= now + HOUR and s.not_before <= now + HOUR)
  assert(s.cost_max >= 1 and s.cost_max <= 1000000)
  assert(s.rate == nil or (s.rate > 0 and s.rate <= 1e9))
  assert(type(s.schedule) == 'number' and s.schedule >= 0 and s.schedule < 1e12)

  -- Each tenth of a second: its number, then requests, units, successes and refusals in it.
  while s.tenths[1] and s.tenths[1][1] <= tenth - 20 do table.remove(s.tenths, 1) end
  local latest = s.tenths[#s.tenths]
  if not latest or latest[1] ~= tenth then
    latest = { tenth, 0, 0, 0, 0 }
    table.insert(s.tenths, latest)
  end
  local function sum(column, count)
    local total = 0
    for _, each in ipairs(s.tenths) do
      if each[1] > tenth - count then total = total + each[column] end
    end
    return total
  end

  local function void()
    s.free_from = now
    s.schedule = s.schedule + 1
  end

  local function share_refused()
    local good, bad = sum(4, 20), sum(5, 20)
    return good + bad == 0 and 0 or bad / (good + bad)
  end

  local function rate_after_refusal()
    local in_second = sum(3, 10)
    if not s.rate then
      local requests, good = sum(2, 10), sum(4, 10)
      if requests > 0 and good > 0 then
        in_second = in_second * math.min(good, requests) / requests
      end
      return in_second / 2
    end
    local used = in_second > 0 and math.min(s.rate, in_second) or s.rate
    return used * (s.success and 0.7 or 0.5)
  end

  local function slow_down(share)
    local rate = math.max(rate_after_refusal(), s.cost_max * (s.rate and 0.5 or 10))
    if rate_max > 0 then rate = math.min(rate, rate_max) end
    s.rate, s.decreased, s.increased, s.success, s.puts_up_until = rate, now, now, false, nil
    local needed = math.max(20, math.min(200, 2 / math.max(share, 0.001)))
    s.trial = { began = now, share = share, needed = math.floor(needed), answers = 0, refused = 0 }
    void()
  end

  local function judge(good, bad)
    local trial = s.trial
    if now - trial.began < 2000 then return end
    trial.answers = trial.answers + good + bad
    trial.refused = trial.refused + bad
    if trial.answers < trial.needed and trial.refused < 8 then return end
    s.trial = nil
    if trial.refused == 0 then return end
    local share = trial.refused / trial.answers
    if share >= 0.8 * trial.share and share < 0.35 then
      s.rate, s.increased, s.puts_up_until = s.rate_before, now, now + 60000
      return void()
    end
    if not s.success then s.fast = true end
    slow_down(share)
  end

  local function throttle()
    if retry_after > 0 then
      s.not_before = math.max(s.not_before, now + math.min(retry_after, HOUR))
      void()
    end
    if s.trial then return judge(0, refused) end
    if s.puts_up_until and now < s.puts_up_until and share_refused() < 0.35 then return end
    if s.decreased and now - s.decreased < 2000 then return end
    s.rate_before = s.rate
    s.fast = s.rate == nil
    slow_down(share_refused())
  end

  local function grow()
    if not s.rate or not s.increased then return end
    local elapsed = math.min(now - s.increased, 1000)
    s.increased = now
    if s.trial or sum(3, 10) < 0.75 * s.rate then return end
    s.rate = s.rate * (1 + (s.fast and 0.35 or 0.05) * elapsed / 1000)
    if rate_max > 0 then s.rate = math.min(s.rate, rate_max) end
  end

  latest[2], latest[3] = latest[2] + sent, latest[3] + units
  latest[4], latest[5] = latest[4] + succeeded, latest[5] + refused
  if sent > 0 then s.cost_max = math.max(s.cost_max, math.ceil(units / sent)) end
  if refused > 0 then throttle() end
  if succeeded > 0 then
    s.success = true
    if s.trial then judge(succeeded, 0) end
    grow()
  end

  local slots = {}
  for i = 9, #ARGV, 2 do
    local cost = tonumber(ARGV[i])
    s.cost_max = math.max(s.cost_max, cost)
    local wait = math.max(now, s.not_before, s.free_from) - now
    local is_booked = wait <= tonumber(ARGV[i + 1])
    if is_booked and s.rate then s.free_from = now + wait + cost / s.rate * 1000 end
    table.insert(slots, is_booked and 1 or 0)
    table.insert(slots, math.ceil(wait * 1000))
  end
  redis.call('SET', KEYS[1], cjson.encode(s), 'PX', HOUR)
  local pause = math.max(0, math.ceil(s.not_before - now))
  return { s.schedule, s.rate and string.format('%.6f', s.rate) or '', pause, unpack(slots) }
end

local made_sense, answer = pcall(run, stored())
if made_sense then return answer end
return run(fresh())
)lua";

}  // namespace

const RedisScript& shared_pace_script() {
  static const RedisScript script{kSharedPace};
  return script;
}

}  // namespace pixferry
