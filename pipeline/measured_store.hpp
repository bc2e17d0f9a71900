#pragma once

#include "pipeline/object_store/object_store.hpp"
#include "pipeline/platform/metrics.hpp"

namespace pixferry {

/// A store whose uploads are measured. As thread-safe as what it wraps.
class MeasuredStore final : public ObjectStore {
 public:
  MeasuredStore(ObjectStore& store, Metrics& metrics) : store_(store), metrics_(metrics) {}

  Result<> put(const Context& context, const ObjectKey& key, const Spool& content,
               const ObjectTraits& traits) override {
    const StageTimer timer{&metrics_, "upload"};
    return store_.put(context, key, content, traits);
  }
  Result<std::optional<ObjectInfo>> head(const Context& context, const ObjectKey& key) override {
    return store_.head(context, key);
  }
  Result<> get(const Context& context, const ObjectKey& key, Spool& into) override {
    return store_.get(context, key, into);
  }
  Result<> remove(const Context& context, std::span<const ObjectKey> keys) override {
    return store_.remove(context, keys);
  }
  Result<std::string> url(const Context& context, const ObjectKey& key,
                          std::chrono::seconds valid_for) override {
    return store_.url(context, key, valid_for);
  }

 private:
  ObjectStore& store_;
  Metrics& metrics_;
};

}  // namespace pixferry
