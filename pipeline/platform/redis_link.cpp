#include "pipeline/platform/redis_link.hpp"

#include <algorithm>
#include <array>

#include "pipeline/platform/redis_error.hpp"
#include "pipeline/platform/wait.hpp"

namespace pixferry {
namespace {

constexpr std::array<std::string_view, 3> kExpectedRefusals{"NOGROUP", "BUSYGROUP", "NOSCRIPT"};

/// A connection that held for less is no proof that the next one will.
constexpr std::chrono::seconds kProvenAfter{1};

bool is_expected(const RedisReply& reply) {
  return !reply.is_refusal() ||
         std::ranges::find(kExpectedRefusals, reply.refusal()) != kExpectedRefusals.end();
}

RedisCommand script_command(std::string_view how, const std::string& script,
                            const std::vector<std::string>& keys,
                            const std::vector<std::string>& arguments) {
  RedisCommand command{std::string{how}, script, std::to_string(keys.size())};
  command.insert(command.end(), keys.begin(), keys.end());
  command.insert(command.end(), arguments.begin(), arguments.end());
  return command;
}

}  // namespace

RedisLink::RedisLink(const RedisConfig& config, const Clock& clock, Random& random)
    : config_(config),
      clock_(clock),
      backoff_(config.backoff, config.backoff_max, random),
      connector_([this](const std::stop_token& stop) { keep_connected(stop); }) {}

RedisLink::~RedisLink() = default;

void RedisLink::keep_connected(const std::stop_token& stop) {
  const Context context{stop};
  Lock lock{mutex_};
  while (wait_until(changed_, lock, context, clock_, [&] { return state_ != State::up; }) &&
         !context.is_stopped()) {
    if (state_ == State::staying_away) {
      wait_until(changed_, lock, context.until(retry_at_), clock_, [] { return false; });
      if (!context.is_stopped()) state_ = State::connecting;
    } else {
      connect(lock, stop);
    }
  }
}

void RedisLink::connect(Lock& lock, const std::stop_token& stop) {
  lock.unlock();
  auto opened =
      RedisConnection::open({stop, clock_.steady() + config_.connect_max}, config_, clock_);
  lock.lock();
  if (opened) {
    connection_ = *std::move(opened);
    connected_at_ = clock_.steady();
    state_ = State::up;
    failure_.reset();
    changed_.notify_all();
  } else {
    fail(opened.error());
  }
}

Result<std::unique_ptr<RedisConnection>> RedisLink::take(Lock& lock, const Context& context) {
  const auto is_decided = [&] { return connection_ != nullptr || failure_.has_value(); };
  if (context.is_stopped()) return Error{ErrorCode::stopped, "Stopped before Redis was asked."};
  if (!wait_until(changed_, lock, context, clock_, is_decided)) {
    if (context.is_stopped()) return Error{ErrorCode::stopped, "Stopped before Redis was asked."};
    return down();
  }
  if (!connection_) return down();
  return std::move(connection_);
}

Result<RedisReply> RedisLink::command(const Context& context, const RedisCommand& command) {
  bool was_proven = false;
  {
    const Lock lock{mutex_};
    was_proven = state_ == State::up && clock_.steady() - connected_at_ > kProvenAfter;
  }
  auto reply = attempt(context, command);
  const bool was_closed = !reply && reply.error().code == ErrorCode::network;
  return was_closed && was_proven ? attempt(context, command) : reply;
}

Result<RedisReply> RedisLink::attempt(const Context& context, const RedisCommand& command) {
  Lock lock{mutex_};
  auto connection = take(lock, context);
  if (!connection) return connection.error();
  lock.unlock();
  auto reply = (*connection)->command(context, command);
  lock.lock();
  if (!reply) {
    lose(reply.error());
    return reply.error();
  }
  if (!is_expected(*reply)) {
    const auto refusal = redis_refusal(*reply, config_.url);
    fail(refusal);
    return refusal;
  }
  give_back(*std::move(connection));
  return reply;
}

Result<RedisReply> RedisLink::run(const Context& context, const RedisScript& script,
                                  const std::vector<std::string>& keys,
                                  const std::vector<std::string>& arguments) {
  auto reply = command(context, script_command("EVALSHA", script.name(), keys, arguments));
  if (!reply || reply->refusal() != "NOSCRIPT") return reply;
  return command(context, script_command("EVAL", script.text(), keys, arguments));
}

void RedisLink::give_back(std::unique_ptr<RedisConnection> connection) {
  connection_ = std::move(connection);
  backoff_.reset();
  changed_.notify_all();
}

/// What to make of a connection that broke while it was used.
void RedisLink::lose(const Error& error) {
  const bool was_proven = clock_.steady() - connected_at_ > kProvenAfter;
  const bool is_servers_fault = error.code != ErrorCode::stopped;
  if (is_servers_fault && (error.code == ErrorCode::timeout || !was_proven)) return fail(error);
  state_ = State::connecting;
  changed_.notify_all();
}

void RedisLink::fail(const Error& error) {
  failure_ = error;
  state_ = State::staying_away;
  retry_at_ = clock_.steady() + backoff_.next();
  changed_.notify_all();
}

Result<> RedisLink::check(const Context& context) {
  const auto reply = command(context, {"PING"});
  return reply ? Result<>{} : Result<>{reply.error()};
}

RedisStatus RedisLink::status() const {
  const Lock lock{mutex_};
  return {.is_up = state_ == State::up, .failure = failure_};
}

Instant RedisLink::retry_at() const {
  const Lock lock{mutex_};
  return retry_at_;
}

Error RedisLink::down() const {
  if (failure_) return *failure_;
  return redis_unreachable({ErrorCode::timeout, "no connection was made in time"}, config_.url);
}

}  // namespace pixferry
