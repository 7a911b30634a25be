"""A browser, as far as a form and a file go."""

import http.client
import secrets
import ssl
from typing import Any


def unchecked() -> Any:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # the stage signs its own
    return context


NO_CHECK = unchecked()


class Client:
    """A browser that keeps its connection, as the account whose session it has."""

    def __init__(self, address: str, session: str = "", seconds: float = 70) -> None:
        self.address, self.session, self.seconds = address, session, seconds
        self.token = secrets.token_hex(16)
        self.connection: http.client.HTTPSConnection | None = None

    def get(self, path: str) -> tuple[int, Any, bytes]:
        return self.request("GET", path)

    def post(self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None) -> tuple[int, Any, bytes]:
        edge, fields = secrets.token_hex(16), fields | {"csrfmiddlewaretoken": self.token}
        part = f'--{edge}\r\nContent-Disposition: form-data; name="'
        body = "".join(f'{part}{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()).encode()
        if file:
            body += f'{part}{file[0]}"; filename="a.jpg"\r\n\r\n'.encode() + file[1] + b"\r\n"
        body += f"--{edge}--\r\n".encode()
        return self.request("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def request(self, method: str, path: str, body: bytes = b"", headers: Any = ()) -> tuple[int, Any, bytes]:
        """(status, headers, content). Raises OSError when nobody answers."""
        cookies = f"__Host-sessionid={self.session}; __Host-csrftoken={self.token}"
        said = {"Cookie": cookies, "Referer": f"{self.address}/"}
        try:
            if self.connection is None:
                place = self.address.removeprefix("https://")
                self.connection = http.client.HTTPSConnection(place, timeout=self.seconds, context=NO_CHECK)
            self.connection.request(method, path, body, said | dict(headers))
            answer = self.connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except http.client.HTTPException as error:
            self.close()
            raise OSError(str(error)) from error
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None
