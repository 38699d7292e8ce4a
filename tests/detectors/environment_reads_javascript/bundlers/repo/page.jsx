import { API_HOST } from "$env/static/private";

export const Page = () => <a href={process.env.basePath}>{API_HOST}</a>;
