#include "tests/simulation/empty_catalog.hpp"

#include <stdexcept>
#include <string>

namespace pixferry {

void empty_catalog(Database& catalog) {
  auto transaction = catalog.begin(Context{}, Access::write);
  if (!transaction) throw std::runtime_error{transaction.error().message};
  for (const auto* table : {"file", "folder", "image_bucket", "image_total", "image", "blob",
                            "removal", "job", "sqlite_sequence"}) {
    const auto emptied = (*transaction)->query(std::string{"DELETE FROM pixferry."} + table, {});
    if (!emptied) throw std::runtime_error{emptied.error().message};
  }
  if (auto done = (*transaction)->commit(); !done) throw std::runtime_error{done.error().message};
}

}  // namespace pixferry
