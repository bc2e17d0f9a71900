#pragma once

#include <functional>

#include "pipeline/platform/clock.hpp"
#include "pipeline/source/source_provider.hpp"
#include "tests/simulation/source_tree.hpp"

namespace pixferry {

/// Serves a tree, and with `faults` on fails as providers do: the network breaks, it asks for less
/// or for a pause, refuses, sends wrong, short or foreign bytes, forgets a page token, or answers a
/// page again. Single threaded: while a call is slow, `meanwhile` lets the others work.
class SimulatedSource final : public SourceProvider {
 public:
  SimulatedSource(const SourceTree& tree, Dice& dice, const Clock& clock)
      : tree_(tree), dice_(dice), clock_(clock) {}

  bool faults = false;
  std::function<void()> meanwhile;

  /// Calls that came before a pause was over that the source had asked for.
  int calls_in_pause() const { return calls_in_pause_; }

  SourceKind kind() const override { return SourceKind::google_drive; }
  Result<FolderRef> recognise(const Link& link) const override;
  Result<FolderInfo> open(const Context& context, const FolderRef& folder) override;
  Result<FolderPage> list(const Context& context, const FolderRef& folder,
                          const std::string& page_token) override;
  Result<> fetch(const Context& context, const SourceFile& file, Spool& into) override;

 private:
  Result<> answer_at_all();
  Error pause();
  FolderPage page_at(const TreeFolder& folder, std::size_t offset) const;
  std::string bytes_sent(const std::string& bytes);

  const SourceTree& tree_;
  Dice& dice_;
  const Clock& clock_;
  Instant pause_until_ = Instant::min();
  int calls_in_pause_ = 0;
};

}  // namespace pixferry
