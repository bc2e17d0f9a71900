#include "pipeline/catalog/held_content.hpp"

#include "pipeline/catalog/blob_row.hpp"
#include "pipeline/catalog/queries.hpp"

#include <map>

namespace pixferry {
namespace {

boost::json::value hex(const std::optional<Sha256>& hash) {
  return hash ? boost::json::value(hash->hex()) : boost::json::value(nullptr);
}

boost::json::array declared_hashes(const std::vector<FileLease>& leases) {
  boost::json::array rows;
  for (const auto& lease : leases) {
    const auto& file = lease.file;
    if (!file.sha256 && !file.dropbox_hash) continue;
    rows.push_back({{"wanted_id", lease.id.value},
                    {"wanted_sha256", hex(file.sha256)},
                    {"wanted_dropbox_hash", hex(file.dropbox_hash)},
                    {"wanted_bytes", json_or_null(file.size_bytes)}});
  }
  return rows;
}

}  // namespace

void add_held_content(Statements& tx, const std::string& owner, std::vector<FileLease>& leases) {
  const auto wanted = declared_hashes(leases);
  if (wanted.empty()) return;
  std::map<FileId, Blob> held;
  for (const auto& row : tx.rows(sql::find_held_content, {owner, json_text(wanted)})) {
    if (!row.is_null(1)) held.emplace(FileId{row.integer(0)}, blob_from(row, 1));
  }
  for (auto& lease : leases) {
    if (const auto found = held.find(lease.id); found != held.end()) lease.held = found->second;
  }
}

}  // namespace pixferry
