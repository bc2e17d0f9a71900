#include "pipeline/queue/token_stream.hpp"

#include <fmt/format.h>

namespace pixferry {
namespace {

constexpr std::string_view kGroup = "workers";
/// One name for all processes: entries are told apart by their age, and no dead name is left over.
constexpr std::string_view kConsumer = "worker";
constexpr std::string_view kJobField = "job";
/// Far above one token for each unfinished job; what is cut off is announced again.
constexpr int kTokensMax = 100'000;
constexpr std::chrono::milliseconds kAbandonedAfter{60'000};
/// The shortest wait: to Redis, 0 is for ever.
constexpr std::chrono::milliseconds kLook{1};

/// KEYS: stream, waiting. ARGV: group, job, tokens at most. A job whose entry was trimmed, wiped or
/// read already gets a new one, whatever the hash says.
const RedisScript& add_script() {
  static const RedisScript script{R"lua(
local function number_pair(id)
  local time, sequence = string.match(id, '^(%d+)-(%d+)$')
  return tonumber(time or 0), tonumber(sequence or 0)
end

local function was_read(id)
  local groups = redis.pcall('XINFO', 'GROUPS', KEYS[1])
  if groups.err then return false end
  for _, group in ipairs(groups) do
    local fields = {}
    for i = 1, #group, 2 do fields[group[i]] = group[i + 1] end
    if fields['name'] == ARGV[1] then
      local time, sequence = number_pair(id)
      local last_time, last_sequence = number_pair(fields['last-delivered-id'])
      return time < last_time or (time == last_time and sequence <= last_sequence)
    end
  end
  return false
end

local function waits(id)
  local entries = redis.pcall('XRANGE', KEYS[1], id, id)
  return not entries.err and #entries > 0 and not was_read(id)
end

local known = redis.call('HGET', KEYS[2], ARGV[2])
if known and waits(known) then return 0 end
local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], '*', 'job', ARGV[2])
redis.call('HSET', KEYS[2], ARGV[2], id)
return 1
)lua"};
  return script;
}

/// KEYS: stream, waiting. ARGV: group, id, job.
const RedisScript& take_out_script() {
  static const RedisScript script{R"lua(
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
redis.call('XDEL', KEYS[1], ARGV[2])
if redis.call('HGET', KEYS[2], ARGV[3]) == ARGV[2] then redis.call('HDEL', KEYS[2], ARGV[3]) end
return 1
)lua"};
  return script;
}

/// KEYS: stream, waiting. ARGV: group, consumer, milliseconds. XAUTOCLAIM answers with two elements
/// before version 7 and with three from there on; the ids are the second of both.
const RedisScript& tidy_script() {
  static const RedisScript script{R"lua(
local claimed = redis.pcall('XAUTOCLAIM', KEYS[1], ARGV[1], ARGV[2], ARGV[3], '0-0', 'COUNT', 1000,
                            'JUSTID')
if claimed.err then return 0 end
for _, id in ipairs(claimed[2]) do
  redis.call('XACK', KEYS[1], ARGV[1], id)
  redis.call('XDEL', KEYS[1], id)
end
if redis.call('XLEN', KEYS[1]) == 0 then redis.call('DEL', KEYS[2]) end
return #claimed[2]
)lua"};
  return script;
}

const RedisReply* element(const RedisReply* list, std::size_t at) {
  if (list == nullptr || at >= list->list.size()) return nullptr;
  return &list->list[at];
}

}  // namespace

std::optional<TokenEntry> first_token_entry(const RedisReply& reply) {
  const auto* const entry = element(element(element(&reply, 0), 1), 0);
  const auto* const id = element(entry, 0);
  if (id == nullptr) return std::nullopt;
  TokenEntry token{.id = id->text, .job = std::nullopt};
  const auto* const field = element(element(entry, 1), 0);
  const auto* const value = element(element(entry, 1), 1);
  if (value != nullptr && field->text == kJobField) token.job = JobId::parse(value->text);
  return token;
}

TokenStream::TokenStream(const std::string& key_prefix, WorkKind kind)
    : stream_(
          fmt::format("{}:queue:{}", key_prefix, kind == WorkKind::listing ? "listing" : "files")),
      waiting_(stream_ + ":waiting") {}

Result<> TokenStream::add(RedisLink& link, const Context& context, const JobId& job) const {
  const auto added = link.run(context, add_script(), {stream_, waiting_},
                              {std::string{kGroup}, job.text(), std::to_string(kTokensMax)});
  return added ? Result<>{} : Result<>{added.error()};
}

Result<std::optional<TokenEntry>> TokenStream::take(RedisLink& link, const Context& context,
                                                    std::chrono::milliseconds wait) const {
  auto reply = read(link, context, wait);
  if (reply && reply->is_refusal()) {
    if (auto made = make_group(link, context); !made) return made.error();
    reply = read(link, context, kLook);
  }
  if (!reply) return reply.error();
  const auto entry = first_token_entry(*reply);
  if (!entry) return std::optional<TokenEntry>{};
  // If this fails the entry is tidied up later; the token in our hands is as good.
  (void)link.run(context, take_out_script(), {stream_, waiting_},
                 {std::string{kGroup}, entry->id, entry->job ? entry->job->text() : ""});
  return entry;
}

Result<RedisReply> TokenStream::read(RedisLink& link, const Context& context,
                                     std::chrono::milliseconds wait) const {
  return link.command(
      context, {"XREADGROUP", "GROUP", std::string{kGroup}, std::string{kConsumer}, "COUNT", "1",
                "BLOCK", std::to_string(wait.count()), "STREAMS", stream_, ">"});
}

Result<> TokenStream::make_group(RedisLink& link, const Context& context) const {
  // From 0, not from now: what was added while there was no group is work too.
  const auto made =
      link.command(context, {"XGROUP", "CREATE", stream_, std::string{kGroup}, "0", "MKSTREAM"});
  return made ? Result<>{} : Result<>{made.error()};
}

Result<> TokenStream::tidy(RedisLink& link, const Context& context) const {
  const auto tidied = link.run(
      context, tidy_script(), {stream_, waiting_},
      {std::string{kGroup}, std::string{kConsumer}, std::to_string(kAbandonedAfter.count())});
  return tidied ? Result<>{} : Result<>{tidied.error()};
}

}  // namespace pixferry
