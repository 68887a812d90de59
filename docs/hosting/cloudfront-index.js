// A CloudFront function (runtime cloudfront-js-2.0, event "viewer request") for a Rungs site in an S3 bucket.
//
// S3 knows files, not folders: this asks it for /about/index.html where a visitor asks for /about/, and leads
// /about to /about/. It must not lead anywhere else: a path without a file is a 404.

const FILE = /\.(avif|css|gif|html|jpeg|jpg|js|json|png|svg|txt|wasm|webmanifest|webp|woff2|xml)$/;

function handler(event) {
  const request = event.request;
  // A browser would take //host/ or /\host/ in a redirect for another site.
  const uri = request.uri.replace(/^[\/\\]+/, '/');
  if (uri.endsWith('/')) {
    request.uri = uri + 'index.html';
  } else if (FILE.test(uri)) {
    request.uri = uri;
  } else {
    return {
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: { location: { value: uri + '/' + query(request.querystring) } },
    };
  }
  return request;
}

// The query as it came: CloudFront hands it over in parts, still encoded.
function query(parts) {
  const pairs = Object.keys(parts).map((name) =>
    (parts[name].multiValue || [parts[name]])
      .map((part) => (part.value === '' ? name : name + '=' + part.value))
      .join('&'),
  );
  return pairs.length === 0 ? '' : '?' + pairs.join('&');
}
