#include "pipeline/platform/redis_connection.hpp"

#include <hiredis/hiredis.h>

#include <array>

#include "pipeline/platform/redis_error.hpp"
#include "pipeline/platform/tcp_stream.hpp"
#include "pipeline/platform/tls_stream.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kReadBytes = 4096;

/// The bytes of the command on the wire.
std::string formatted(const RedisCommand& command) {
  std::vector<const char*> arguments;
  std::vector<std::size_t> sizes;
  for (const auto& argument : command) {
    arguments.push_back(argument.data());
    sizes.push_back(argument.size());
  }
  char* bytes = nullptr;
  const int size = redisFormatCommandArgv(&bytes, static_cast<int>(arguments.size()),
                                          arguments.data(), sizes.data());
  if (size < 0) throw std::bad_alloc{};
  const std::unique_ptr<char, decltype(&redisFreeCommand)> owner{bytes, redisFreeCommand};
  return {bytes, static_cast<std::size_t>(size)};
}

Result<std::unique_ptr<ByteStream>> connect(const Context& context, const RedisConfig& config,
                                            const Clock& clock) {
  auto plain = TcpStream::connect(context, config.url.host, config.url.port, clock);
  if (!plain) return plain.error();
  if (!config.url.is_tls) return std::unique_ptr<ByteStream>{*std::move(plain)};
  auto secure = TlsStream::open(context, *std::move(plain),
                                {.host = config.url.host, .ca_file = config.ca_file});
  if (!secure) return secure.error();
  return std::unique_ptr<ByteStream>{*std::move(secure)};
}

std::vector<RedisCommand> introduction(const RedisUrl& url) {
  std::vector<RedisCommand> commands;
  if (!url.password.empty()) {
    RedisCommand authenticate{"AUTH"};
    if (!url.user.empty()) authenticate.push_back(url.user);
    authenticate.push_back(url.password.reveal());
    commands.push_back(std::move(authenticate));
  }
  if (url.database != 0) commands.push_back({"SELECT", std::to_string(url.database)});
  // A server that is being stopped or moved accepts connections and answers nothing.
  commands.push_back({"PING"});
  return commands;
}

Error introduction_refused(const RedisCommand& command, RedisReply refusal, const RedisUrl& url) {
  const bool is_plain_refusal = refusal.refusal() == "ERR";
  if (command.front() == "SELECT" && is_plain_refusal) {
    return {ErrorCode::invalid_configuration,
            "Redis at " + url.place() + " has no database of the number in REDIS_URL; write /0."};
  }
  // Before version 6 a wrong password, and one that the server does not ask for, is an "ERR".
  if (command.front() == "AUTH" && is_plain_refusal) refusal.text = "WRONGPASS";
  return redis_refusal(refusal, url);
}

}  // namespace

Result<std::unique_ptr<RedisConnection>> RedisConnection::open(const Context& context,
                                                               const RedisConfig& config,
                                                               const Clock& clock) {
  auto stream = connect(context, config, clock);
  if (!stream) return redis_unreachable(stream.error(), config.url);
  std::unique_ptr<RedisConnection> connection{new RedisConnection{*std::move(stream), config.url}};
  if (auto introduced = connection->introduce(context); !introduced) return introduced.error();
  return connection;
}

Result<> RedisConnection::introduce(const Context& context) {
  for (const auto& each : introduction(url_)) {
    const auto reply = command(context, each);
    if (!reply) return reply.error();
    if (reply->is_refusal()) return introduction_refused(each, *reply, url_);
  }
  return {};
}

Result<RedisReply> RedisConnection::command(const Context& context, const RedisCommand& command) {
  if (auto sent = stream_->send(context, formatted(command)); !sent) return lost(sent.error());
  return receive(context);
}

Result<RedisReply> RedisConnection::receive(const Context& context) {
  std::array<char, kReadBytes> bytes;
  while (true) {
    auto reply = replies_.next();
    if (!reply) return lost(reply.error());
    if (*reply) return **std::move(reply);
    const auto count = stream_->receive(context, bytes);
    if (!count) return lost(count.error());
    if (auto fed = replies_.feed({bytes.data(), *count}); !fed) return lost(fed.error());
  }
}

Error RedisConnection::lost(const Error& cause) const {
  return redis_unreachable(cause, url_);
}

}  // namespace pixferry
