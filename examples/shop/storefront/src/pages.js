const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

class Html {
  constructor(text) {
    this.text = text;
  }
}

/** A template tag that escapes every value but those that are Html already. */
function html(strings, ...values) {
  const shown = values.map((value) => {
    if (value instanceof Html) return value.text;
    if (Array.isArray(value)) return value.map((part) => html`${part}`.text).join("");
    return String(value ?? "").replace(/[&<>"']/g, (character) => ESCAPES[character]);
  });
  return new Html(String.raw({ raw: strings }, ...shown));
}

export function money(cents, currency) {
  return new Intl.NumberFormat("en-US", { style: "currency", currency: currency.toUpperCase() }).format(cents / 100);
}

function page(title, body) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · Shop</title>
    <link rel="stylesheet" href="/style.css">
  </head>
  <body>
    <nav><a href="/">Products</a> <a href="/cart">Cart</a></nav>
    <main><h1>${title}</h1>${body}</main>
  </body>
</html>
`.text;
}

export function productsPage(products) {
  const cards = products.map(
    (product) => html`
      <li>
        <h2>${product.name}</h2>
        <p>${product.description}</p>
        <p>${money(product.price_cents, product.currency)}</p>
        <form method="post" action="/cart">
          <input type="hidden" name="sku" value="${product.sku}">
          <input type="number" name="quantity" value="1" min="1" max="99" aria-label="Quantity">
          <button ${product.stock > 0 ? "" : "disabled"}>${product.stock > 0 ? "Add to cart" : "Sold out"}</button>
        </form>
      </li>`,
  );
  return page("Products", html`<ul class="products">${cards}</ul>`);
}

export function cartPage(items, products) {
  const known = new Map(products.map((product) => [product.sku, product]));
  const rows = items.map(
    (item) => html`
      <tr>
        <td>${known.get(item.sku)?.name ?? item.sku}</td>
        <td>${item.quantity}</td>
        <td>
          <form method="post" action="/cart/remove">
            <input type="hidden" name="sku" value="${item.sku}"><button>Remove</button>
          </form>
        </td>
      </tr>`,
  );
  const checkout = html`
    <table>${rows}</table>
    <form method="post" action="/checkout">
      <label>E-mail <input type="email" name="email" required></label>
      <button>Pay</button>
    </form>`;
  return page("Cart", items.length > 0 ? checkout : html`<p>Your cart is empty.</p>`);
}

export function orderPage(order) {
  const lines = order.lines.map((line) => html`<li>${line.quantity} × ${line.name}</li>`);
  return page(
    "Order",
    html`<p>Order ${order.id} is <strong>${order.status}</strong>.</p>
      <ul>${lines}</ul>
      <p>Total ${money(order.total_cents, order.currency)}</p>`,
  );
}

export function errorPage(title, message) {
  return page(title, html`<p>${message}</p>`);
}
