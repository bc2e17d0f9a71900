#include "worker-service/file_count.hpp"

namespace pixferry {
namespace {

struct Ending {
  std::string outcome;
  std::string reason;
};

Ending ending_of(const Outcome& outcome) {
  if (const auto* skipped = std::get_if<Skipped>(&outcome)) {
    return {"skipped", std::string{name(skipped->reason)}};
  }
  if (const auto* failed = std::get_if<Failed>(&outcome)) {
    return {"failed", std::string{name(failed->reason)}};
  }
  if (const auto* later = std::get_if<Postponed>(&outcome)) {
    return {"postponed", std::string{name(later->cause)}};
  }
  return {"imported", ""};
}

}  // namespace

void count_file(Metrics& metrics, const FinishedFile& file) {
  const std::string source{name(file.lease.source)};
  const auto ending = ending_of(file.outcome);
  metrics.files.add({source, ending.outcome, ending.reason});
  if (const auto* imported = std::get_if<Imported>(&file.outcome);
      imported && !imported->was_held) {
    metrics.bytes.add({source, "out"}, static_cast<double>(imported->blob.size_bytes));
  }
}

}  // namespace pixferry
