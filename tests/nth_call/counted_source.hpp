#pragma once

#include "pipeline/source/source_provider.hpp"
#include "tests/nth_call/call_counter.hpp"

namespace pixferry {

class CountedSource final : public SourceProvider {
 public:
  CountedSource(SourceProvider& real, CallCounter& calls) : real_(real), calls_(calls) {}

  SourceKind kind() const override { return real_.kind(); }
  Result<FolderRef> recognise(const Link& link) const override { return real_.recognise(link); }
  Result<FolderInfo> open(const Context& context, const FolderRef& folder) override {
    return calls_.pass("source.open", [&] { return real_.open(context, folder); });
  }
  Result<FolderPage> list(const Context& context, const FolderRef& folder,
                          const std::string& page_token) override {
    return calls_.pass("source.list", [&] { return real_.list(context, folder, page_token); });
  }
  Result<> fetch(const Context& context, const SourceFile& file, Spool& into) override {
    return calls_.pass("source.fetch", [&] { return real_.fetch(context, file, into); });
  }

 private:
  SourceProvider& real_;
  CallCounter& calls_;
};

}  // namespace pixferry
