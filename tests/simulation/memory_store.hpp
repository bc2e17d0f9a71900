#pragma once

#include <functional>
#include <map>
#include <string>

#include "pipeline/object_store/object_store.hpp"
#include "tests/simulation/dice.hpp"

namespace pixferry {

/// A store in memory. With `faults` on, puts fail before or after the object is stored. Single
/// threaded.
class MemoryStore : public ObjectStore {
 public:
  explicit MemoryStore(Dice& dice) : dice_(dice) {}

  bool faults = false;
  std::map<std::string, std::string> objects;  ///< the bytes by their key
  /// What happens between the removal of one object and the next; an Error ends it. Nothing unless
  /// it is set.
  std::function<Result<>(const Context&)> while_removing;

  /// What a store that answered too early stores now, and what it forgets when a worker dies.
  virtual void catch_up() {}
  virtual void crash() {}

  Result<> put(const Context& context, const ObjectKey& key, const Spool& content,
               const ObjectTraits& traits) override;
  Result<std::optional<ObjectInfo>> head(const Context& context, const ObjectKey& key) override;
  Result<> get(const Context& context, const ObjectKey& key, Spool& into) override;
  Result<> remove(const Context& context, std::span<const ObjectKey> keys) override;
  Result<std::string> url(const Context& context, const ObjectKey& key,
                          std::chrono::seconds valid_for) override;

 private:
  Dice& dice_;
};

/// Says yes at once and stores when it gets round to it, as a worker would that writes the row
/// before the object.
class LateStore final : public MemoryStore {
 public:
  using MemoryStore::MemoryStore;

  void catch_up() override { objects.merge(waiting_); }
  void crash() override { waiting_.clear(); }
  Result<> put(const Context& context, const ObjectKey& key, const Spool& content,
               const ObjectTraits& traits) override;

 private:
  std::map<std::string, std::string> waiting_;
};

}  // namespace pixferry
