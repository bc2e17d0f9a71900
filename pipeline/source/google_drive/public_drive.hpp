#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/model/limits.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/source/google_drive/drive_config.hpp"
#include "pipeline/source/google_drive/public_errors.hpp"
#include "pipeline/source/google_drive/public_requests.hpp"
#include "pipeline/source/source_provider.hpp"

namespace pixferry {

/// Google Drive without an API key, as somebody sees it in a browser who is not signed in: what is
/// shared with everyone who has the link, by the pages that Google embeds in other sites. None of
/// it is documented by Google, so it is the best that can be had and no more:
///
/// - a listing tells names and ids, and often types, but no sizes, hashes or revisions: files are
///   known by their bytes alone, and every import fetches them again;
/// - a page shows a bounded number of entries and has no second one. From kEntriesSureMax on it may
///   hide some: after its entries a second page is announced, which is the Error
///   `listing_incomplete`, so that what is shown is imported and the rest not silently lost;
/// - a download may answer with a web page in place of the file; nothing of it reaches a spool.
///
/// The client's policy should trust a configured web_url, allow redirects to kRedirectSuffixes, and
/// leave those to GoogleDrive::kUnfollowedSuffixes to it.
class PublicDrive final : public SourceProvider {
 public:
  static constexpr std::string_view kRedirectSuffixes[] = {
      "drive.google.com", "drive.usercontent.google.com", "googleusercontent.com"};
  /// Pages with fewer entries have been seen to be whole.
  static constexpr std::size_t kEntriesSureMax = 1000;
  /// Requests a second that a network may make before Google takes it for a robot; a guess.
  static constexpr int kRequestRateMax = 5;

  /// The client and the clock must outlive the provider.
  PublicDrive(HttpClient& http, PublicDriveConfig config, const Clock& clock, const Limits& limits);

  SourceKind kind() const override { return SourceKind::google_drive; }
  Result<FolderRef> recognise(const Link& link) const override;
  /// Where there is no folder of that id, it may be a file's: one more request tells.
  Result<FolderInfo> open(const Context& context, const FolderRef& folder) override;
  Result<FolderPage> list(const Context& context, const FolderRef& folder,
                          const std::string& page_token) override;
  Result<> fetch(const Context& context, const SourceFile& file, Spool& into) override;

 private:
  Result<HttpAnswer> ask(const Context& context, const HttpRequest& request,
                         const PublicQuestion& question);
  Result<FolderInfo> open_file(const Context& context, const FolderRef& place);
  /// The same; `no_folder` where nothing shows that there is a file.
  Result<FolderInfo> open_file_or(const Context& context, const FolderRef& place,
                                  const Error& no_folder);
  /// Fetches into the spool. The page that came in place of the file, if one did.
  Result<std::optional<PublicAnswerPage>> download(const Context& context, HttpRequest request,
                                                   const std::string& id, Spool& into);

  HttpClient& http_;
  PublicRequests requests_;
  const Clock& clock_;
  Limits limits_;
};

}  // namespace pixferry
