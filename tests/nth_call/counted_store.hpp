#pragma once

#include "pipeline/object_store/object_store.hpp"
#include "tests/nth_call/call_counter.hpp"

namespace pixferry {

class CountedStore final : public ObjectStore {
 public:
  CountedStore(ObjectStore& real, CallCounter& calls) : real_(real), calls_(calls) {}

  Result<> put(const Context& context, const ObjectKey& key, const Spool& content,
               const ObjectTraits& traits) override {
    return calls_.pass("store.put", [&] { return real_.put(context, key, content, traits); });
  }
  Result<std::optional<ObjectInfo>> head(const Context& context, const ObjectKey& key) override {
    return calls_.pass("store.head", [&] { return real_.head(context, key); });
  }
  Result<> get(const Context& context, const ObjectKey& key, Spool& into) override {
    return calls_.pass("store.get", [&] { return real_.get(context, key, into); });
  }
  Result<> remove(const Context& context, std::span<const ObjectKey> keys) override {
    return calls_.pass("store.remove", [&] { return real_.remove(context, keys); });
  }
  Result<std::string> url(const Context& context, const ObjectKey& key,
                          std::chrono::seconds valid_for) override {
    return calls_.pass("store.url", [&] { return real_.url(context, key, valid_for); });
  }

 private:
  ObjectStore& real_;
  CallCounter& calls_;
};

}  // namespace pixferry
