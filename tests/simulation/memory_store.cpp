#include "tests/simulation/memory_store.hpp"

#include "testing/scripted_source.hpp"

namespace pixferry {

Result<> MemoryStore::put(const Context&, const ObjectKey& key, const Spool& content,
                          const ObjectTraits&) {
  const Error unavailable{ErrorCode::storage_unavailable, "the store does not answer"};
  if (faults && dice_.chance(3)) return unavailable;
  if (faults && dice_.chance(1))
    return Error{ErrorCode::storage_refused, "too large for the store"};
  std::string bytes;
  const auto read = read_spool(content, [&](std::span<const std::byte> chunk) {
    bytes.append(reinterpret_cast<const char*>(chunk.data()), chunk.size());
    return Result<>{};
  });
  if (!read) return read.error();
  objects[key.text] = std::move(bytes);
  if (faults && dice_.chance(3)) return unavailable;
  return {};
}

Result<std::optional<ObjectInfo>> MemoryStore::head(const Context&, const ObjectKey& key) {
  const auto found = objects.find(key.text);
  if (found == objects.end()) return std::optional<ObjectInfo>{};
  return std::optional{ObjectInfo{static_cast<std::int64_t>(found->second.size())}};
}

Result<> MemoryStore::get(const Context&, const ObjectKey& key, Spool& into) {
  const auto found = objects.find(key.text);
  if (found == objects.end()) return Error{ErrorCode::source_gone, "no object " + key.text};
  return write_text(into, found->second);
}

Result<> MemoryStore::remove(const Context& context, std::span<const ObjectKey> keys) {
  for (const auto& key : keys) {
    if (faults && dice_.chance(3)) {
      return Error{ErrorCode::storage_unavailable, "the store does not answer"};
    }
    objects.erase(key.text);
    if (!while_removing) continue;
    if (auto went_on = while_removing(context); !went_on) return went_on;
  }
  return {};
}

Result<std::string> MemoryStore::url(const Context&, const ObjectKey& key, std::chrono::seconds) {
  return "memory:" + key.text;
}

Result<> LateStore::put(const Context& context, const ObjectKey& key, const Spool& content,
                        const ObjectTraits& traits) {
  const bool was_there = objects.contains(key.text);
  auto stored = MemoryStore::put(context, key, content, traits);
  if (!was_there && objects.contains(key.text)) waiting_.insert(objects.extract(key.text));
  return stored;
}

}  // namespace pixferry
