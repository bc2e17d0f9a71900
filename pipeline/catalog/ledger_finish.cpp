#include "pipeline/catalog/finish_batch.hpp"
#include "pipeline/catalog/ledger.hpp"

namespace pixferry {

Result<std::vector<Fate>> Ledger::finish(const Context& context,
                                         std::span<const FinishedFile> files) {
  using Fates = std::vector<Fate>;
  if (files.empty()) return Fates{};
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<Fates> {
    return FinishBatch{tx, files, limits_, to_milliseconds(clock_.now())}.run();
  });
}

}  // namespace pixferry
