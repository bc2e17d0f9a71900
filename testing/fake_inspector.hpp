#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <string_view>
#include <vector>

#include "pipeline/content/image_inspector.hpp"

namespace pixferry {

/// An inspector in memory: whatever the bytes are, a sound inspection made up from them alone, or
/// what a test scripts. Thread-safe.
class FakeInspector final : public ImageInspector {
 public:
  using Answer = std::function<Result<Inspection>(const Context&, const Spool&, ImageType)>;

  /// What it was shown.
  struct Seen {
    Sha256 sha256;
    ImageType type;
  };

  /// Scripts one call; scripts are used up in their order, before what answers all.
  void answer_next(Result<Inspection> answer);
  void answer_next(Answer answer);
  /// Answers every call without a script in place of the made-up inspection.
  void answer_all(Answer answer);

  std::vector<Seen> seen() const;

  Result<Inspection> inspect(const Context& context, const Spool& body, ImageType type) override;

 private:
  Answer take_answer(const Spool& body, ImageType type);

  mutable std::mutex mutex_;
  std::deque<Answer> scripts_;
  Answer usual_;
  std::vector<Seen> seen_;
};

/// An inspection of an image that was drawn, made up from its hash: other bytes, another answer.
Inspection made_up_inspection(const Sha256& sha256);

/// The least that looks like a WebP file, made unlike all others by `mark`.
std::vector<std::byte> tiny_webp(std::string_view mark);

}  // namespace pixferry
