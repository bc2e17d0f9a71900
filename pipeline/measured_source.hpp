#pragma once

#include "pipeline/platform/metrics.hpp"
#include "pipeline/source/source_provider.hpp"

namespace pixferry {

/// A source whose listings and downloads are measured. As thread-safe as what it wraps.
class MeasuredSource final : public SourceProvider {
 public:
  MeasuredSource(SourceProvider& source, Metrics& metrics) : source_(source), metrics_(metrics) {}

  SourceKind kind() const override { return source_.kind(); }
  Result<FolderRef> recognise(const Link& link) const override { return source_.recognise(link); }
  Result<FolderInfo> open(const Context& context, const FolderRef& folder) override {
    return source_.open(context, folder);
  }
  Result<FolderPage> list(const Context& context, const FolderRef& folder,
                          const std::string& page_token) override;
  Result<> fetch(const Context& context, const SourceFile& file, Spool& into) override;

 private:
  SourceProvider& source_;
  Metrics& metrics_;
};

}  // namespace pixferry
