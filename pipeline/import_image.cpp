#include "pipeline/import_image.hpp"

#include "pipeline/content/single_block_hash.hpp"
#include "pipeline/content/sniff.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "pipeline/platform/crash_point.hpp"
#include "pipeline/store_thumbnails.hpp"
#include "pipeline/verify_body.hpp"

namespace pixferry {

Outcome ImportImage::run(const Context& context, const FileLease& lease) {
  if (lease.held) return Imported{.blob = *lease.held, .was_held = true};
  auto imported = import(context, lease);
  if (imported) return *std::move(imported);
  crash_point("import_image.broken_off");
  const auto& error = imported.error();
  if (error.code == ErrorCode::unsupported_type && !claims_to_be_an_image(lease.file)) {
    return Skipped{error.code, error.message};
  }
  return parts_.retry.outcome_of(error, lease.attempts);
}

Result<Imported> ImportImage::import(const Context& context, const FileLease& lease) {
  const auto body = fetch(context, lease);
  if (!body) return body.error();
  crash_point("import_image.fetched");
  if (auto intact = verify_body(*body, lease.file); !intact) return intact.error();
  crash_point("import_image.verified");

  const auto type = sniff_image(body->head());
  if (!type) return not_an_image(lease.file);
  const auto inspected = inspect(context, *body, *type);
  if (!inspected) return inspected.error();
  const auto& inspection = *inspected;
  crash_point("import_image.inspected");

  const auto dropbox_hash = body->dropbox_hash()
                                ? body->dropbox_hash()
                                : single_block_dropbox_hash(body->sha256(), body->size_bytes());
  const Blob blob{.sha256 = body->sha256(),
                  .size_bytes = body->size_bytes(),
                  .type = *type,
                  .key = object_key(parts_.key_secret, lease.owner, body->sha256(), *type),
                  .dropbox_hash = dropbox_hash};
  if (auto stored = store(context, blob, *body, inspection); !stored) return stored.error();
  crash_point("import_image.stored");
  Imported imported{.blob = blob};
  if (inspection) imported.facts = inspection->facts;
  return imported;
}

Result<std::optional<Inspection>> ImportImage::inspect(const Context& context, const Spool& body,
                                                       ImageType type) {
  if (parts_.inspector == nullptr) return std::optional<Inspection>{};
  auto inspection = parts_.inspector->inspect(context, body, type);
  if (!inspection) return inspection.error();
  return std::optional{*std::move(inspection)};
}

Result<> ImportImage::store(const Context& context, const Blob& blob, const Spool& body,
                            const std::optional<Inspection>& inspection) {
  const ObjectTraits traits{.mime_type = std::string{mime_type(blob.type)}};
  if (auto stored = parts_.store.put(context, blob.key, body, traits); !stored) return stored;
  crash_point("import_image.original_stored");
  if (!inspection) return {};
  return store_thumbnails(context, parts_.store, parts_.spools, blob.key, inspection->thumbnails);
}

Result<Spool> ImportImage::fetch(const Context& context, const FileLease& lease) {
  const auto& file = lease.file;
  if (auto fits = check_declared_size(file, parts_.limits); !fits) return fits.error();
  auto spool =
      Spool::open(parts_.spools, {.declared_size_bytes = file.size_bytes,
                                  .size_bytes_max = parts_.limits.file_bytes_max,
                                  .wants_md5 = file.md5 && !file.sha256,
                                  .inspect_head = [&](auto head) { return check_head(head, file); },
                                  .wants_dropbox_hash = file.dropbox_hash && !file.sha256});
  if (!spool) return spool.error();
  crash_point("import_image.spool_opened");
  auto& source = parts_.source(lease.source);
  if (auto fetched = source.fetch(context, file, *spool); !fetched) return fetched.error();
  if (auto finished = spool->finish(); !finished) return finished.error();
  return spool;
}

}  // namespace pixferry
