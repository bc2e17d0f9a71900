#pragma once

#include "pipeline/pacing/pacer.hpp"
#include "pipeline/source/source_provider.hpp"

namespace pixferry {

/// A source whose requests are admitted by a pacer, and which tells it how they went: adapters
/// know nothing of rates. As thread-safe as what it wraps.
class PacedSource final : public SourceProvider {
 public:
  /// What one call costs in the provider's quota units.
  struct Costs {
    unsigned open;
    unsigned list;
    unsigned fetch;
  };

  /// files.get 5, files.list 100, download 200:
  /// https://developers.google.com/workspace/drive/api/guides/limits
  static constexpr Costs kGoogleDriveCosts{.open = 5, .list = 100, .fetch = 200};
  /// Dropbox counts requests and names no numbers:
  /// https://www.dropbox.com/developers/reference/developer-guide (Rate limits)
  static constexpr Costs kDropboxCosts{.open = 1, .list = 1, .fetch = 1};

  PacedSource(SourceProvider& source, Pacer& pacer, Costs costs)
      : source_(source), pacer_(pacer), costs_(costs) {}

  SourceKind kind() const override { return source_.kind(); }
  Result<FolderRef> recognise(const Link& link) const override { return source_.recognise(link); }
  Result<FolderInfo> open(const Context& context, const FolderRef& folder) override;
  Result<FolderPage> list(const Context& context, const FolderRef& folder,
                          const std::string& page_token) override;
  Result<> fetch(const Context& context, const SourceFile& file, Spool& into) override;

 private:
  template <class T>
  Result<T> paced(const Context& context, unsigned cost, auto&& call);

  SourceProvider& source_;
  Pacer& pacer_;
  Costs costs_;
};

}  // namespace pixferry
