#include "pipeline/catalog/work_backlog.hpp"

#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/statements.hpp"

namespace pixferry {

Result<WorkBacklog> WorkBacklogReader::read(const Context& context) {
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<WorkBacklog> {
    WorkBacklog backlog;
    if (const auto row = tx.row(sql::read_work_backlog, {})) {
      backlog.files = row->integer(0);
      if (!row->is_null(1)) backlog.oldest = from_milliseconds(row->integer(1));
    }
    return backlog;
  });
}

}  // namespace pixferry
