#include "pipeline/catalog/inspection_backlog.hpp"

#include "pipeline/catalog/blob_row.hpp"
#include "pipeline/catalog/image_facts_row.hpp"
#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/statements.hpp"

namespace pixferry {
namespace {

/// The end of the year 9999: every engine knows this time.
constexpr std::int64_t kForEverMs = 253'402'300'799'999;

boost::json::object key_of(const std::string& owner, const Sha256& sha256) {
  return {{"of_owner", owner}, {"of_sha256", sha256.hex()}};
}

}  // namespace

Result<std::vector<UninspectedBlob>> InspectionBacklog::claim(const Context& context, int count,
                                                              std::chrono::milliseconds lease) {
  using Blobs = std::vector<UninspectedBlob>;
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::write_lease, [&](Statements& tx) -> Result<Blobs> {
    Blobs blobs;
    for (const auto& row :
         tx.rows(sql::claim_uninspected_blobs,
                 {now, count, std::int64_t{lease.count()}, kTriesMax, kForEverMs})) {
      blobs.push_back({row.text(0), blob_from(row, 1)});
    }
    return blobs;
  });
}

Result<> InspectionBacklog::record(const Context& context,
                                   std::span<const InspectedBlob> inspected) {
  boost::json::array rows;
  for (const auto& blob : inspected) {
    auto row = key_of(blob.owner, blob.sha256);
    add_facts(row, blob.facts);
    rows.push_back(std::move(row));
  }
  if (rows.empty()) return {};
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<> {
    boost::json::array filled;
    for (const auto& row : tx.rows(sql::record_facts, {json_text(rows)})) {
      filled.push_back({{"of_owner", row.text(0)}, {"of_sha256", row.text(1)}});
    }
    if (!filled.empty()) tx.run(sql::place_images, {json_text(filled)});
    return {};
  });
}

Result<> InspectionBacklog::give_back(const Context& context,
                                      std::span<const UninspectedBlob> blobs,
                                      std::chrono::milliseconds delay) {
  boost::json::array rows;
  for (const auto& held : blobs) rows.push_back(key_of(held.owner, held.blob.sha256));
  if (rows.empty()) return {};
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::write_lease, [&](Statements& tx) -> Result<> {
    tx.run(sql::release_uninspected_blobs, {json_text(rows), now, std::int64_t{delay.count()}});
    return {};
  });
}

}  // namespace pixferry
