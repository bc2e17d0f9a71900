#include "pipeline/platform/redis_reply.hpp"

#include <hiredis/hiredis.h>

namespace pixferry {

std::string_view RedisReply::refusal() const {
  const std::string_view all{text};
  return is_refusal() ? all.substr(0, all.find(' ')) : std::string_view{};
}

/// Builds the reply in place, as hiredis' reader walks through it.
struct RedisReplyReader::Builder {
  RedisReply root;
  std::size_t elements = 0;

  static RedisReply* place(const redisReadTask* task) {
    if (task->parent == nullptr) {
      auto& builder = *static_cast<Builder*>(task->privdata);
      builder.elements = 0;
      return &(builder.root = {});
    }
    return &static_cast<RedisReply*>(task->parent->obj)->list[static_cast<std::size_t>(task->idx)];
  }

  static void* text(const redisReadTask* task, char* bytes, std::size_t size) {
    auto* const reply = place(task);
    const bool is_refusal = task->type == REDIS_REPLY_ERROR;
    reply->kind = is_refusal ? RedisReply::Kind::refusal : RedisReply::Kind::text;
    reply->text.assign(bytes, size);
    return reply;
  }

  static void* list(const redisReadTask* task, int size) {
    auto* const reply = place(task);
    auto& builder = *static_cast<Builder*>(task->privdata);
    if (size < 0 || static_cast<std::size_t>(size) > kReplyElementsMax - builder.elements) {
      return nullptr;
    }
    builder.elements += static_cast<std::size_t>(size);
    reply->kind = RedisReply::Kind::list;
    reply->list.resize(static_cast<std::size_t>(size));
    return reply;
  }

  static void* integer(const redisReadTask* task, long long value) {
    auto* const reply = place(task);
    reply->kind = RedisReply::Kind::integer;
    reply->integer = value;
    return reply;
  }

  static void* nothing(const redisReadTask* task) { return place(task); }
  /// The builder owns the reply.
  static void free(void*) {}

  static redisReplyObjectFunctions* functions() {
    static redisReplyObjectFunctions all{.createString = text,
                                         .createArray = list,
                                         .createInteger = integer,
                                         .createNil = nothing,
                                         .freeObject = free};
    return &all;
  }
};

namespace {

Error too_large() {
  return {ErrorCode::network, "its reply is larger than any that we asked for"};
}

}  // namespace

void RedisReplyReader::Free::operator()(redisReader* reader) const {
  redisReaderFree(reader);
}

RedisReplyReader::RedisReplyReader()
    : builder_(std::make_unique<Builder>()),
      reader_(redisReaderCreateWithFunctions(Builder::functions())) {
  reader_->privdata = builder_.get();
}

RedisReplyReader::~RedisReplyReader() = default;

Result<> RedisReplyReader::feed(std::string_view bytes) {
  bytes_since_reply_ += bytes.size();
  if (bytes_since_reply_ > kReplyBytesMax) return too_large();
  if (redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) == REDIS_OK) return {};
  return Error{ErrorCode::network, "its reply cannot be held in memory"};
}

Result<std::optional<RedisReply>> RedisReplyReader::next() {
  void* reply = nullptr;
  if (redisReaderGetReply(reader_.get(), &reply) != REDIS_OK) {
    if (reader_->err == REDIS_ERR_OOM) return too_large();
    return Error{ErrorCode::network, "what it answers is not Redis' protocol"};
  }
  if (reply == nullptr) return std::optional<RedisReply>{};
  bytes_since_reply_ = 0;
  return std::optional{std::move(builder_->root)};
}

}  // namespace pixferry
