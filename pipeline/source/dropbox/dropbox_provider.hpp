#pragma once

#include <string>

#include "pipeline/model/limits.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/source/dropbox/dropbox_answer.hpp"
#include "pipeline/source/dropbox/dropbox_config.hpp"
#include "pipeline/source/dropbox/dropbox_credentials.hpp"
#include "pipeline/source/dropbox/dropbox_errors.hpp"
#include "pipeline/source/dropbox/dropbox_place.hpp"
#include "pipeline/source/dropbox/dropbox_requests.hpp"
#include "pipeline/source/source_provider.hpp"

namespace pixferry {

/// Dropbox's API v2, for what is shared by a link: a folder with its subfolders, each listed by
/// itself, or a single file. The client's policy should trust configured URLs. Ids are Dropbox's
/// own ("id:…"), except for the root of an import, which goes by its link; what it takes to reach a
/// thing is its resource key, a DropboxPlace.
///
/// A request that meets an expired token is made once more with a new one, where the configuration
/// can renew it. A single file has no content_hash: its size alone is declared.
class Dropbox final : public SourceProvider {
 public:
  /// The client and the clock must outlive the provider.
  Dropbox(HttpClient& http, DropboxConfig config, const Clock& clock, const Limits& limits);

  SourceKind kind() const override { return SourceKind::dropbox; }
  Result<FolderRef> recognise(const Link& link) const override;
  Result<FolderInfo> open(const Context& context, const FolderRef& folder) override;
  Result<FolderPage> list(const Context& context, const FolderRef& folder,
                          const std::string& page_token) override;
  Result<> fetch(const Context& context, const SourceFile& file, Spool& into) override;

 private:
  using Authorization = DropboxCredentials::Authorization;

  Result<HttpAnswer> ask(const Context& context, HttpRequest request, DropboxQuestion question);
  Result<HttpAnswer> ask_as(const Context& context, const Authorization& who, HttpRequest request,
                            DropboxQuestion question);
  Result<DropboxEntry> look_at(const Context& context, const FolderRef& folder,
                               const DropboxPlace& place);

  HttpClient& http_;
  DropboxCredentials credentials_;
  DropboxRequests requests_;
  const Clock& clock_;
  Limits limits_;
};

}  // namespace pixferry
